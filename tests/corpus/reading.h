// What several tests of reading articles do.
#pragma once

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <string>
#include <vector>

#include "corpus/article_reader.h"
#include "corpus/error.h"

namespace article_search {

inline std::string Data(const std::string& name) { return std::string(TEST_DATA_DIR "/articles/") + name; }

inline Article Read(const std::string& bytes, const std::string& path = "a.txt", const std::string& encoding = "") {
  return ReadArticle(bytes, path, {encoding});
}

inline std::vector<std::string> Texts(const Article& article) {
  std::vector<std::string> texts;
  for (const Paragraph& paragraph : article.paragraphs) texts.push_back(paragraph.text);
  return texts;
}

inline std::string FromUtf8(const std::string& utf8, const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string bytes(utf8.size() * 4 + 8, '\0');
  const int32_t length = ucnv_convert(encoding.c_str(), "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()),
                                      utf8.data(), static_cast<int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << u_errorName(status);
  bytes.resize(static_cast<size_t>(length));
  return bytes;
}

inline ErrorCode CodeOf(const std::string& bytes, const std::string& path, const std::string& encoding,
                        std::string* message) {
  try {
    Read(bytes, path, encoding);
  } catch (const Error& error) {
    *message = error.what();
    return error.code();
  }
  *message = "no error";
  return ErrorCode::kInternal;
}

}  // namespace article_search
