// The wording of what web pages put around an article; boilerplate.cc has the rules. Part of boilerplate.cc.
#pragma once

#include <array>
#include <string_view>
#include <unordered_set>

namespace article_search {

using Phrases = std::unordered_set<std::string_view>;

// All phrases are folded, with ASCII apostrophes, without punctuation at their ends.

// Blocks that are these words and nothing else.
inline const Phrases& StrongPhrases() {
  static const Phrases kPhrases = {
      "leave a comment", "leave a reply", "leave a reply cancel reply", "cancel reply", "post comment",
      "post a comment", "add a comment", "add comment", "write a comment", "submit comment", "post your comment",
      "join the conversation", "comments are closed", "no comments yet", "be the first to comment", "share this",
      "share this article", "share this post", "share this page", "share this story", "share this entry", "share on",
      "share with friends", "click to share", "like loading", "related posts", "related articles", "related stories",
      "recommended articles", "recommended for you", "you may also like", "you might also like", "you might also enjoy",
      "more from this author", "previous post", "next post", "previous article", "next article", "previous story",
      "next story", "older posts", "newer posts", "older comments", "newer comments", "post navigation", "back to top",
      "back to the top", "skip to content", "skip to main content", "skip to navigation", "jump to navigation",
      "jump to search", "toggle navigation", "from wikipedia, the free encyclopedia", "reply with quote",
      "more on this story", "explore more on these topics", "reuse this content", "skip past newsletter promotion",
      "after newsletter promotion", "main navigation", "site navigation", "subscribe to the newsletter",
      "subscribe to this blog", "subscribe via email", "join our mailing list",
      "advertisement - continue reading below", "story continues below advertisement",
      "article continues below advertisement", "continue reading below", "accept all cookies", "accept cookies",
      "reject all cookies", "cookie settings", "cookie preferences", "manage cookies", "manage consent",
      "all rights reserved", "notify me of new posts by email", "print this page", "email this article",
      "print this article", "print recipe", "jump to recipe", "jump to content", "pin recipe", "leave a rating",
      "previous next", "prev next", "permalink", "bookmark the permalink", "log in to reply", "trackbacks are closed",
      "comments and trackbacks are currently closed",
      // The same of the forms of other languages.
      "schreibe einen kommentar", "kommentar schreiben", "kommentar abschicken", "antwort hinterlassen",
      "antworten abbrechen", "kommentar hinterlassen", "ähnliche beiträge", "vorheriger beitrag", "nächster beitrag",
      "laisser un commentaire", "laisser une réponse", "annuler la réponse", "publier un commentaire",
      "articles similaires", "article précédent", "article suivant", "deja un comentario", "deja una respuesta",
      "cancelar la respuesta", "publicar comentario", "entradas relacionadas", "entrada anterior", "entrada siguiente",
      "lascia un commento", "lascia una risposta", "annulla risposta", "articoli correlati", "deixe um comentário",
      "deixe uma resposta", "cancelar resposta", "artigos relacionados", "оставить комментарий", "оставьте комментарий",
      "добавить комментарий", "отменить ответ", "добавить отзыв", "поделиться", "поделиться ссылкой",
      "поделиться в соцсетях", "похожие записи", "читайте также", "предыдущая запись", "следующая запись",
      "コメントを残す", "コメントをキャンセル", "コメントを送信", "関連記事", "发表评论", "发表回复", "取消回复",
      "相关文章", "分享到"};
  return kPhrases;
}

// The same, but for marked headings.
inline const Phrases& UnmarkedPhrases() {
  static const Phrases kPhrases = {
      "read more",         "continue reading", "keep reading",     "advertisement",      "advertisements",
      "sponsored content", "report this ad",   "click to enlarge", "weiterlesen",        "anzeige",
      "lire la suite",     "seguir leyendo",   "leer más",         "continua a leggere", "continue lendo",
      "читать далее",      "читать дальше",    "реклама",          "続きを読む",         "阅读更多"};
  return kPhrases;
}

// Blocks that begin so.
inline constexpr auto kStrongPrefixes =
    std::to_array<std::string_view>({"your email address will not be published",
                                     "your e-mail address will not be published",
                                     "required fields are marked",
                                     "save my name, email",
                                     "save my name and email",
                                     "this site uses akismet",
                                     "learn how your comment data is processed",
                                     "notify me of follow-up comments",
                                     "notify me of followup comments",
                                     "notify me of new comments",
                                     "notify me when new comments",
                                     "you must be logged in to post",
                                     "you must be logged in to comment",
                                     "please log in to comment",
                                     "sign in to comment",
                                     "log in to leave a comment",
                                     "leave a comment / ",
                                     "click to share on ",
                                     "click to email ",
                                     "click to print ",
                                     "this page was last edited on ",
                                     "this page was last modified on ",
                                     "this website uses cookies",
                                     "this site uses cookies",
                                     "our website uses cookies",
                                     "our site uses cookies",
                                     "by continuing to use this site",
                                     "by continuing to use this website",
                                     "by continuing to browse this site",
                                     "by continuing to browse the site",
                                     "by using this site, you agree",
                                     "by using this website, you agree",
                                     "we and our partners use cookies",
                                     "we and our partners store",
                                     "diese website verwendet cookies",
                                     "diese webseite verwendet cookies",
                                     "diese seite verwendet cookies",
                                     "ce site utilise des cookies",
                                     "este sitio utiliza cookies",
                                     "este sitio web utiliza cookies",
                                     "questo sito utilizza i cookie",
                                     "этот сайт использует cookie",
                                     "сайт использует файлы cookie",
                                     "deine e-mail-adresse wird nicht veröffentlicht",
                                     "ihre e-mail-adresse wird nicht veröffentlicht",
                                     "votre adresse e-mail ne sera pas publiée",
                                     "votre adresse de messagerie ne sera pas publiée",
                                     "tu dirección de correo electrónico no será publicada",
                                     "il tuo indirizzo email non sarà pubblicato",
                                     "ваш адрес email не будет опубликован"});

// "We use cookies to …" is a notice where it goes on with such a purpose and such an object, or with a button.
inline constexpr auto kCookieObjects = std::to_array<std::string_view>(
    {"experience", "site", "traffic", "content", "ads", "browser", "service", "visitor"});
inline constexpr auto kCookiePurposes =
    std::to_array<std::string_view>({"improve", "ensure", "personalise", "personalize", "give you", "enhance",
                                     "offer you", "provide you", "analyse", "analyze", "deliver", "make sure"});
inline constexpr auto kCookieButtons =
    std::to_array<std::string_view>({"accept", "reject", "decline", "consent", "privacy policy"});
// "Sign up for our free weekly newsletter …"
inline constexpr auto kNewsletterPrefixes =
    std::to_array<std::string_view>({"subscribe to our ", "subscribe to my ", "sign up for our ", "sign up for my ",
                                     "sign up to our ", "join our ", "get our ", "receive our "});
inline constexpr auto kFollowPrefixes = std::to_array<std::string_view>({"share on ", "follow us on "});
inline constexpr auto kNetworks =
    std::to_array<std::string_view>({"facebook", "twitter", "linkedin", "instagram", "whatsapp", "telegram",
                                     "pinterest", "reddit", "youtube", "tiktok", "mastodon"});

// Links to the neighbours: the title of another article follows.
inline constexpr auto kLinkPrefixes = std::to_array<std::string_view>(
    {"previous post", "next post", "previous article", "next article", "previous story", "next story", "related posts",
     "related articles", "related stories", "read also", "see also our", "filed under", "posted in", "tagged with",
     "read more", "continue reading"});
inline constexpr auto kFiledPrefixes = std::to_array<std::string_view>({"posted by ", "tagged "});
// Of these a title may be a chapter's.
inline constexpr auto kNeighbourPrefixes = std::to_array<std::string_view>({"previous:", "next:", "related:"});

// Where an article is filed, with the names of categories behind.
inline constexpr auto kTagPrefixes = std::to_array<std::string_view>(
    {"tags:", "tag:", "tagged:", "tagged as:", "categories:", "category:", "topics:", "schlagwörter:", "schlagworte:",
     "kategorien:", "étiquettes:", "catégories:", "etiquetas:", "categorías:", "метки:", "теги:", "рубрики:"});

// When and by whom it was put up, with a date behind.
inline constexpr auto kDatePrefixes = std::to_array<std::string_view>(
    {"posted", "published", "updated", "last updated", "last modified", "first published", "date posted",
     "veröffentlicht", "aktualisiert", "publié", "mis à jour", "publicado", "actualizado", "pubblicato", "опубликовано",
     "обновлено"});

// How long the reading takes, with a number behind.
inline constexpr auto kReadingTimePrefixes =
    std::to_array<std::string_view>({"reading time:", "estimated reading time:", "lesezeit:", "temps de lecture :",
                                     "tiempo de lectura:", "tempo di lettura:", "время чтения:"});

// What a trail of links begins with.
inline constexpr auto kHomeWords = std::to_array<std::string_view>(
    {"home", "homepage", "startseite", "accueil", "inicio", "início", "главная", "ホーム", "首页"});

// Programs and services behind a page, in its footer.
inline constexpr auto kPublishers = std::to_array<std::string_view>(
    {"wordpress", "blogger",   "drupal", "joomla",    "ghost",     "jekyll", "hugo",    "squarespace",
     "wix",       "tumblr",    "medium", "substack",  "typepad",   "disqus", "shopify", "weebly",
     "webflow",   "discourse", "phpbb",  "vbulletin", "mediawiki", "xenforo"});

// Menus, share bars and footers.
inline const Phrases& SitePhrases() {
  static const Phrases kPhrases = {"home",
                                   "about us",
                                   "contact us",
                                   "share",
                                   "tweet",
                                   "facebook",
                                   "twitter",
                                   "instagram",
                                   "linkedin",
                                   "youtube",
                                   "pinterest",
                                   "reddit",
                                   "whatsapp",
                                   "telegram",
                                   "tumblr",
                                   "mastodon",
                                   "bluesky",
                                   "tiktok",
                                   "vk",
                                   "copy link",
                                   "rss feed",
                                   "log in",
                                   "login",
                                   "log out",
                                   "sign in",
                                   "sign up",
                                   "subscribe",
                                   "newsletter",
                                   "advertisement",
                                   "advertisements",
                                   "sponsored",
                                   "privacy policy",
                                   "terms of use",
                                   "terms of service",
                                   "terms and conditions",
                                   "terms & conditions",
                                   "cookie policy",
                                   "privacy notice",
                                   "advertise with us",
                                   "impressum",
                                   "sitemap",
                                   "site map",
                                   "most read",
                                   "most popular",
                                   "most viewed",
                                   "trending",
                                   "trending now",
                                   "top stories",
                                   "latest news",
                                   "editor's picks",
                                   "recommended",
                                   "view all",
                                   "load more",
                                   "show more",
                                   "see more",
                                   "recent posts",
                                   "recent comments",
                                   "popular posts",
                                   "follow us",
                                   "follow me",
                                   "your name",
                                   "your email",
                                   "your comment",
                                   "your rating",
                                   "like this",
                                   "sharing is caring",
                                   "главная",
                                   "вконтакте",
                                   "одноклассники",
                                   "startseite"};
  return kPhrases;
}

// Forms, and words of menus that articles use as well.
inline const Phrases& WeakPhrases() {
  static const Phrases kPhrases = {"about",     "about me",      "about the author",
                                   "contact",   "contacts",      "menu",
                                   "search",    "print",         "email",
                                   "e-mail",    "name",          "website",
                                   "url",       "comment",       "comments",
                                   "related",   "pin",           "save",
                                   "pocket",    "threads",       "rss",
                                   "blog",      "news",          "shop",
                                   "store",     "register",      "previous",
                                   "next",      "prev",          "loading",
                                   "privacy",   "terms",         "imprint",
                                   "archive",   "archives",      "categories",
                                   "tags",      "meta",          "submit",
                                   "send",      "reply",         "like",
                                   "follow",    "read more",     "more",
                                   "faq",       "help",          "careers",
                                   "advertise", "accessibility", "cookies",
                                   "press",     "jobs",          "donate",
                                   "имя",       "сайт",          "комментарий",
                                   "контакты",  "поиск",         "телеграм",
                                   "kommentar", "webseite",      "nom",
                                   "site web",  "commentaire",   "nombre",
                                   "web",       "comentario"};
  return kPhrases;
}

}  // namespace article_search
