#include "corpus/boilerplate.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <unordered_set>

#include "corpus/line_shape.h"
#include "corpus/lines.h"

namespace article_search {
namespace {

constexpr size_t kMaxBytes = 600;      // of a block
constexpr size_t kMaxLinkWords = 20;   // "Next Post: ..." with the post's title
constexpr size_t kMaxFirstWordBytes = 64;
constexpr size_t kMaxMetaWords = 8;    // "Posted in ..."

using Phrases = std::unordered_set<std::string_view>;

// All phrases are folded, with ASCII apostrophes, without punctuation at their ends.

// Blocks that are these words and nothing else.
const Phrases& StrongPhrases() {
  static const Phrases phrases = {
      "leave a comment", "leave a reply", "leave a reply cancel reply", "cancel reply", "post comment",
      "post a comment", "add a comment", "add comment", "write a comment", "submit comment", "post your comment",
      "join the conversation", "comments are closed", "no comments yet", "be the first to comment", "share this",
      "share this article", "share this post", "share this page", "share this story", "share this entry", "share on",
      "share with friends", "click to share", "like loading", "related posts",
      "related articles", "related stories", "recommended articles", "recommended for you", "you may also like",
      "you might also like", "you might also enjoy", "more from this author", "previous post",
      "next post", "previous article", "next article", "previous story", "next story", "older posts", "newer posts",
      "older comments", "newer comments", "post navigation", "back to top", "back to the top", "skip to content",
      "skip to main content", "skip to navigation", "toggle navigation", "main navigation", "site navigation",
      "subscribe to our newsletter", "subscribe to the newsletter", "subscribe to this blog", "subscribe via email",
      "sign up for our newsletter", "sign up to our newsletter", "join our newsletter", "join our mailing list",
      "get our newsletter", "advertisement - continue reading below", "story continues below advertisement",
      "article continues below advertisement", "continue reading below", "accept all cookies", "accept cookies",
      "reject all cookies", "cookie settings", "cookie preferences", "manage cookies", "manage consent",
      "all rights reserved", "notify me of new posts by email", "print this page", "email this article",
      "print this article", "print recipe", "jump to recipe", "jump to content", "pin recipe", "leave a rating",
      // The same of the forms of other languages.
      "schreibe einen kommentar", "kommentar schreiben", "kommentar abschicken", "antwort hinterlassen",
      "antworten abbrechen", "kommentar hinterlassen", "ähnliche beiträge", "vorheriger beitrag", "nächster beitrag",
      "laisser un commentaire", "laisser une réponse", "annuler la réponse", "publier un commentaire",
      "articles similaires", "article précédent", "article suivant", "deja un comentario", "deja una respuesta",
      "cancelar la respuesta", "publicar comentario", "entradas relacionadas", "entrada anterior",
      "entrada siguiente", "lascia un commento", "lascia una risposta", "annulla risposta", "articoli correlati",
      "deixe um comentário", "deixe uma resposta", "cancelar resposta", "artigos relacionados", "оставить комментарий",
      "оставьте комментарий", "добавить комментарий", "отменить ответ", "добавить отзыв", "поделиться",
      "поделиться ссылкой", "поделиться в соцсетях", "похожие записи", "читайте также", "предыдущая запись",
      "следующая запись", "コメントを残す", "コメントをキャンセル", "コメントを送信", "関連記事", "发表评论", "发表回复",
      "取消回复", "相关文章", "分享到"};
  return phrases;
}

// Blocks that begin so.
constexpr std::array<std::string_view, 44> kStrongPrefixes = {
    "your email address will not be published", "your e-mail address will not be published",
    "required fields are marked", "save my name, email", "save my name and email", "this site uses akismet",
    "learn how your comment data is processed", "notify me of follow-up comments", "notify me of followup comments",
    "notify me of new comments", "notify me when new comments", "you must be logged in to post",
    "you must be logged in to comment", "please log in to comment", "sign in to comment", "log in to leave a comment",
    "leave a comment / ", "leave a reply to ", "click to share on ", "click to email ", "click to print ",
    "this website uses cookies", "this site uses cookies", "our website uses cookies", "our site uses cookies",
    "by continuing to use this site", "by continuing to use this website", "by continuing to browse this site",
    "by continuing to browse the site", "by using this site, you agree", "by using this website, you agree",
    "we and our partners use cookies", "we and our partners store", "subscribe to our newsletter ",
    "sign up for our newsletter ", "sign up for our free newsletter", "sign up to our newsletter ",
    "deine e-mail-adresse wird nicht veröffentlicht", "ihre e-mail-adresse wird nicht veröffentlicht",
    "votre adresse e-mail ne sera pas publiée", "votre adresse de messagerie ne sera pas publiée",
    "tu dirección de correo electrónico no será publicada", "il tuo indirizzo email non sarà pubblicato",
    "ваш адрес email не будет опубликован"};

// A sentence may begin so too: what follows decides.
constexpr std::array<std::string_view, 12> kCookiePurposes = {
    "improve", "ensure", "personalise", "personalize", "give you", "enhance", "offer you", "provide you", "analyse",
    "analyze", "deliver", "make sure"};
constexpr std::array<std::string_view, 11> kNetworks = {"facebook", "twitter",  "linkedin", "instagram",
                                                        "whatsapp", "telegram", "pinterest", "reddit",
                                                        "youtube",  "tiktok",   "mastodon"};

// Links to the neighbours: the title of another article follows.
constexpr std::array<std::string_view, 14> kLinkPrefixes = {
    "previous post", "next post", "previous article", "next article", "previous story", "next story", "related posts",
    "related articles", "related stories", "read also", "see also our", "filed under", "posted in", "tagged with"};

// Menus, share bars and footers.
const Phrases& SitePhrases() {
  static const Phrases phrases = {
      "home", "about us", "contact us", "share", "tweet", "facebook", "twitter", "instagram", "linkedin", "youtube",
      "pinterest", "reddit", "whatsapp", "telegram", "tumblr", "mastodon", "bluesky", "tiktok", "vk", "copy link",
      "rss feed", "log in", "login", "log out", "sign in", "sign up", "subscribe", "newsletter", "advertisement",
      "advertisements", "sponsored", "privacy policy", "terms of use", "terms of service", "terms and conditions",
      "cookie policy", "impressum", "sitemap", "recent posts", "recent comments", "popular posts", "follow us",
      "follow me", "your name", "your email", "your comment", "your rating", "like this", "sharing is caring",
      "главная", "вконтакте", "одноклассники", "startseite"};
  return phrases;
}

// Forms, and words of menus that articles use as well.
const Phrases& WeakPhrases() {
  static const Phrases phrases = {
      "about", "about me", "about the author", "contact", "contacts", "menu", "search", "print", "email", "e-mail",
      "name", "website", "url", "comment", "comments", "related", "pin", "save", "pocket", "threads", "rss", "blog",
      "news", "shop", "store", "register", "previous", "next", "prev", "loading", "privacy", "terms", "imprint",
      "archive", "archives", "categories", "tags", "meta", "submit", "send", "reply", "like", "follow", "read more",
      "more", "faq", "help", "careers", "press", "jobs", "donate", "имя", "сайт", "комментарий", "контакты", "поиск",
      "телеграм", "kommentar", "webseite", "nom", "site web", "commentaire", "nombre", "web", "comentario"};
  return phrases;
}

bool StartsWithAny(std::string_view text, const auto& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [text](std::string_view prefix) {
    return text.starts_with(prefix);
  });
}

bool ContainsNetwork(std::string_view text) {
  return std::any_of(kNetworks.begin(), kNetworks.end(), [text](std::string_view name) {
    return text.find(name) != std::string_view::npos;
  });
}

void ReplaceAll(std::string_view from, std::string_view to, std::string* text) {
  for (size_t at = text->find(from); at != std::string::npos; at = text->find(from, at + to.size())) {
    text->replace(at, from.size(), to);
  }
}

// "[text](address)" becomes "text"; false where there is none.
bool DropLinkAddresses(std::string* text) {
  bool found = false;
  for (size_t at = text->find("]("); at != std::string::npos; at = text->find("](")) {
    const size_t open = text->rfind('[', at);
    const size_t close = text->find(')', at);
    if (open == std::string::npos || close == std::string::npos) break;
    text->erase(at, close + 1 - at);
    text->erase(open, 1);
    found = true;
  }
  return found;
}

constexpr std::string_view kMarks = " *_#:.!>|,;-~\t";

std::string_view StripMarks(std::string_view text) {
  const size_t begin = std::min(text.find_first_not_of(kMarks), text.size());
  text.remove_prefix(begin);
  while (!text.empty()) {
    if (kMarks.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
    } else if (text.ends_with("…")) {
      text.remove_suffix(std::string_view("…").size());
    } else {
      break;
    }
  }
  return text;
}

// "Facebook Twitter LinkedIn": two networks or more and nothing but words of share bars.
bool IsShareBar(std::string_view line) {
  size_t networks = 0;
  for (size_t at = 0, end = 0; at < line.size(); at = end + 1) {
    end = WordEnd(line, at);
    const std::string_view bare = StripMarks(line.substr(at, end - at));
    if (bare.empty() || bare == "•" || bare == "·" || bare == "/") continue;
    if (std::find(kNetworks.begin(), kNetworks.end(), bare) != kNetworks.end() || bare == "tumblr" || bare == "vk" ||
        bare == "pocket" || bare == "bluesky" || bare == "x") {
      ++networks;
    } else if (bare != "share" && bare != "on" && bare != "to" && bare != "this" && bare != "via" && bare != "tweet" &&
               bare != "pin" && bare != "email" && bare != "print" && bare != "copy" && bare != "link" &&
               bare != "follow" && bare != "us") {
      return false;
    }
  }
  return networks >= 2;
}

// "Home | About | Privacy Policy": three cells or more, each of a menu, two of them of nothing else.
bool IsNavigationBar(std::string_view line) {
  for (const std::string_view bar : {"|", "•", "·", " / ", " > ", "»", "›"}) {
    if (line.find(bar) == std::string_view::npos) continue;
    size_t cells = 0;
    size_t site = 0;
    size_t begin = 0;
    bool all = true;
    while (all && begin <= line.size()) {
      const size_t end = std::min(line.find(bar, begin), line.size());
      const std::string_view cell = StripMarks(line.substr(begin, end - begin));
      if (!cell.empty()) {
        ++cells;
        site += SitePhrases().contains(cell) ? 1 : 0;
        all = SitePhrases().contains(cell) || WeakPhrases().contains(cell);
      }
      begin = end + bar.size();
    }
    if (all && cells >= 3 && site >= 2) return true;
  }
  return false;
}

// The words that any of the above begins with: most lines of a text are done with by one look at their first word.
const Phrases& FirstWords() {
  static const Phrases words = [] {
    Phrases first = {"we", "share", "on", "follow", "copyright", "tweet", "pin", "previous:", "next:"};
    const auto add = [&first](const auto& phrases) {
      for (const std::string_view phrase : phrases) first.insert(phrase.substr(0, phrase.find(' ')));
    };
    add(StrongPhrases());
    add(kStrongPrefixes);
    add(kLinkPrefixes);
    add(SitePhrases());
    add(WeakPhrases());
    add(kNetworks);
    return first;
  }();
  return words;
}

// False only for lines that SignOfLine finds nothing in.
bool MayHaveSign(std::string_view line) {
  line = line.substr(std::min(line.find_first_not_of(kMarks), line.size()));
  if (line.empty()) return false;
  if (line[0] >= '0' && line[0] <= '9') return true;
  if (line[0] == '[' || line.starts_with("©") || line.starts_with("←") || line.ends_with("→")) return true;
  const std::string_view word = line.substr(0, WordEnd(line, 0));
  if (word.size() > kMaxFirstWordBytes) return false;
  const std::string folded = FoldedLine(word);
  if (FirstWords().contains(folded)) return true;
  const std::string_view bare = StripMarks(folded);
  return bare.size() < folded.size() && FirstWords().contains(bare);
}

// "3 comments", "12 thoughts on ...".
bool IsCommentCount(std::string_view line) {
  const size_t digits = std::min(line.find_first_not_of("0123456789,"), line.size());
  if (digits == 0 || digits > 7) return false;
  const std::string_view rest = line.substr(digits);
  return rest == " comment" || rest == " comments" || rest == " replies" || rest == " responses" ||
         rest == " shares" || rest.starts_with(" thoughts on ") || rest.starts_with(" thought on ");
}

BoilerplateSign SignOfLine(std::string_view raw) {
  const size_t marker = ListMarkerLength(raw);
  raw.remove_prefix(marker);
  if (!MayHaveSign(raw)) return BoilerplateSign::kNone;
  std::string folded = FoldedLine(raw);
  ReplaceAll("’", "'", &folded);
  const bool has_link = DropLinkAddresses(&folded);
  const std::string_view line = StripMarks(folded);
  if (StrongPhrases().contains(line) || StartsWithAny(line, kStrongPrefixes)) return BoilerplateSign::kStrong;
  const size_t words = static_cast<size_t>(std::count(line.begin(), line.end(), ' ')) + 1;
  const char32_t last = LastSign(raw);
  const bool is_closed = IsClosingPunctuation(last) && !IsQuestionMark(last) && last != '!' && last != ':';
  if (line.starts_with("we use cookies ") || line.starts_with("this page uses cookies ")) {
    for (const std::string_view purpose : kCookiePurposes) {
      if (line.find(purpose) != std::string_view::npos) return BoilerplateSign::kStrong;
    }
  }
  if (words <= 6 && (line.starts_with("share on ") || line.starts_with("follow us on ")) && ContainsNetwork(line)) {
    return BoilerplateSign::kStrong;
  }
  for (const std::string_view prefix : kLinkPrefixes) {
    if (!line.starts_with(prefix) || is_closed) continue;
    const std::string_view rest = line.substr(prefix.size());
    const bool is_link = rest.starts_with(": ") || rest.starts_with(" →") || rest.starts_with(" »");
    if (is_link && words <= kMaxLinkWords) return BoilerplateSign::kStrong;
    if (rest.starts_with(' ') && words <= kMaxMetaWords) return BoilerplateSign::kWeak;
  }
  if (!is_closed && words <= kMaxLinkWords && (line.starts_with("←") || line.ends_with("→"))) {
    return BoilerplateSign::kStrong;
  }
  if ((line.starts_with("©") || line.starts_with("copyright ©")) && words <= kMaxLinkWords) {
    return BoilerplateSign::kStrong;
  }
  if (IsCommentCount(line) || IsShareBar(line) || IsNavigationBar(line)) return BoilerplateSign::kStrong;
  if (marker > 0 && !has_link) return BoilerplateSign::kNone;  // a list, not of links
  if (SitePhrases().contains(line)) return BoilerplateSign::kSite;
  if (WeakPhrases().contains(line) || ((line.starts_with("previous:") || line.starts_with("next:")) && !is_closed &&
                                       words <= kMaxLinkWords)) {
    return BoilerplateSign::kWeak;
  }
  return BoilerplateSign::kNone;
}

}  // namespace

BoilerplateSign BoilerplateSignOf(std::string_view block) {
  if (block.size() > kMaxBytes) return BoilerplateSign::kNone;
  // The first line decides about most blocks.
  const size_t first_line_end = std::min({block.find('\n'), block.find('\r'), block.size()});
  const std::string_view first_line = block.substr(0, first_line_end);
  if (!MayHaveSign(first_line.substr(ListMarkerLength(first_line)))) return BoilerplateSign::kNone;
  // A notice may be wrapped: its beginning tells.
  if (SignOfLine(block) == BoilerplateSign::kStrong) return BoilerplateSign::kStrong;
  size_t lines = 0;
  size_t site = 0;
  bool strong = false;
  LineScanner scanner(block);
  Line line;
  while (scanner.Next(&line)) {
    const BoilerplateSign sign = SignOfLine(block.substr(line.content, line.end - line.content));
    if (sign == BoilerplateSign::kNone) return BoilerplateSign::kNone;
    strong = strong || sign == BoilerplateSign::kStrong;
    site += sign == BoilerplateSign::kSite ? 1 : 0;
    ++lines;
  }
  if (strong || (lines >= 3 && site >= 2)) return BoilerplateSign::kStrong;
  return site > 0 ? BoilerplateSign::kSite : BoilerplateSign::kWeak;
}

}  // namespace article_search
