#include "indexer/language_detector.h"

#include <gtest/gtest.h>

#include <string>

#include "indexer/language.h"

namespace article_search {
namespace {

TEST(LanguageDetectorTest, KnowsASentenceOfManyLanguages) {
  const struct {
    const char* language;
    const char* text;
  } kRows[] = {
      {"english", "The ships leave the port in the morning and come back at night."},
      {"german", "Die Schiffe verlassen den Hafen am Morgen und kehren am Abend zurück."},
      {"french", "Les navires quittent le port le matin et reviennent le soir."},
      {"spanish", "Los barcos salen del puerto por la mañana y vuelven por la noche."},
      {"italian", "Le navi lasciano il porto al mattino e tornano la sera."},
      {"portuguese", "Os navios saem do porto de manhã e voltam à noite."},
      {"dutch", "De schepen verlaten de haven in de ochtend en keren 's avonds terug."},
      {"danish", "Skibene forlader havnen om morgenen og kommer tilbage om natten."},
      {"norwegian", "Skipene forlater havnen om morgenen og kommer tilbake om natten."},
      {"swedish", "Fartygen lämnar hamnen på morgonen och kommer tillbaka på natten."},
      {"finnish", "Laivat lähtevät satamasta aamulla ja palaavat illalla."},
      {"hungarian", "A hajók reggel elhagyják a kikötőt, és este térnek vissza."},
      {"turkish", "Gemiler sabah İstanbul limanından ayrılır ve akşam geri döner."},
      {"russian", "Корабли выходят из порта утром и возвращаются вечером."},
      {"romanian", "Navele părăsesc portul dimineața și se întorc seara."},
      {"catalan", "Els vaixells surten del port al matí i tornen al vespre."},
      {"basque", "Itsasontziak goizean portutik irteten dira eta gauean itzultzen dira."},
      {"irish", "Fágann na longa an calafort ar maidin agus filleann siad tráthnóna."},
      {"lithuanian", "Laivai palieka uostą ryte ir grįžta vakare."},
      {"indonesian", "Kapal-kapal meninggalkan pelabuhan pada pagi hari dan kembali pada malam hari."},
      {"arabic", "تغادر السفن الميناء في الصباح وتعود في المساء."},
      {"armenian", "Նավերը լքում են նավահանգիստը առավոտյան։"},
      {"nepali", "जहाजहरू बिहान बन्दरगाह छोड्छन् र साँझमा फर्कन्छन्।"},
      {"tamil", "கப்பல்கள் காலையில் துறைமுகத்தை விட்டு வெளியேறுகின்றன."},
      {"pl", "Statki opuszczają port rano i wracają wieczorem."},
      {"el", "Τα πλοία φεύγουν από το λιμάνι το πρωί."},
      {"he", "האוניות עוזבות את הנמל בבוקר וחוזרות בערב."},
      {"ja", "船は朝に港を出て、夜に戻る。"},
      {"ko", "배들은 아침에 항구를 떠나 밤에 돌아온다."},
      {"zh", "船舶早上离开港口,晚上返回。"},
      {"zh", "這些船在早上離開港口,他們說到了晚上還會回來。"},
      {"th", "เรือออกจากท่าเรือในตอนเช้าและกลับมาในตอนกลางคืน"},
      {"km", "កប៉ាល់ចាកចេញពីកំពង់ផែនៅពេលព្រឹក"},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(DetectLanguage(row.text), row.language) << row.text;
    EXPECT_EQ(FindLanguage(row.language).name, row.language);
  }
}

TEST(LanguageDetectorTest, SaysNothingOfWhatCannotBeTold) {
  for (const char* text : {"", "   \n", "1 2 3 4 5 6 7 8 1234 5678", "Ships", "asdkjh qwoeiu zxmnb alskdj qpwoei",
                           "\xFF\xFE\xFF", "– © ✓"}) {
    EXPECT_EQ(DetectLanguage(text), "") << text;
  }
}

TEST(LanguageDetectorTest, WhatIsNotTextDoesNotStopIt) {
  const std::string before = "Die Schiffe verlassen den ";
  const std::string after = " Hafen am Morgen und kehren am Abend zurück.";
  for (const std::string& odd :
       {std::string("\0", 1), std::string("\x01"), std::string("\x1B[1m"), std::string("\x7F"), std::string("\xFF"),
        std::string("\xE2\x82"), std::string("\xC2\x85"), std::string("\xED\xA0\x80"), std::string("\xEF\xBF\xBE"),
        std::string("\xEF\xB7\x90"), std::string("\xF0\x9F\xBF\xBF"), std::string("\xEF\xBF\xBD"),
        std::string("\xEE\x80\x80"), std::string("\xF4\x8F\xBF\xBD"), std::string("\xE2\x80\xA8"), std::string("\f")}) {
    EXPECT_EQ(DetectLanguage(before + odd + after), "german") << testing::PrintToString(odd);
  }
}

TEST(LanguageDetectorTest, ReadsNoMoreThanItsBound) {
  std::string text;
  while (text.size() < kMaxDetectedBytes)
    text += "Корабли выходят из порта утром и возвращаются вечером, говорят в порту. ";
  const size_t bytes = text.size();
  while (text.size() < 4 * bytes) text += "The ships leave the port in the morning and come back at night, they say. ";
  EXPECT_EQ(DetectLanguage(text), "russian");
}

TEST(LanguageDetectorTest, MostOfTheTextDecidesButEnglishOnlyWhereItIsNearlyAll) {
  // Different sentences, since repeated text counts once.
  const std::string english[] = {"The ships leave the port in the morning and come back at night. ",
                                 "Nobody knows where the captain keeps the keys of the old lighthouse. ",
                                 "Grain and oil are what most of them carry across the sea. "};
  const std::string german[] = {"Die Schiffe verlassen den Hafen am Morgen und kehren am Abend zurück. ",
                                "Niemand weiß, wo der Kapitän die Schlüssel zum alten Leuchtturm aufbewahrt. ",
                                "Die meisten von ihnen bringen Getreide und Öl über das Meer. "};
  EXPECT_EQ(DetectLanguage(english[0] + german[0] + german[1] + german[2]), "german");
  EXPECT_EQ(DetectLanguage(german[0] + english[0] + english[1]), "german");
  EXPECT_EQ(DetectLanguage("Die Schiffe verlassen den Hafen. " + english[0] + english[1] + english[2] +
                           "She had been to every harbour between here and the mouth of the river. " +
                           "It takes the better part of a day to unload one of the larger ones."),
            "english");
}

TEST(LanguageDetectorTest, CaptionsAndBoilerplateCountWhereThereIsNothingElse) {
  Article article;
  EXPECT_EQ(DetectLanguage(article), "");
  Paragraph boilerplate;
  boilerplate.kind = ParagraphKind::kBoilerplate;
  boilerplate.text = "Your email address will not be published. Required fields are marked. Leave a comment below.";
  article.paragraphs = {boilerplate, boilerplate, boilerplate};
  EXPECT_EQ(DetectLanguage(article), "english");
  Paragraph body;
  body.text = "Les navires quittent le port le matin et reviennent le soir.";
  article.paragraphs.push_back(body);
  EXPECT_EQ(DetectLanguage(article), "french");
}

}  // namespace
}  // namespace article_search
