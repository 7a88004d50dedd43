#include "indexer/postings.h"

namespace article_search {

std::string TextOf(const Posting& posting, TermMaker* terms) {
  switch (posting.form) {
    case Posting::Form::kStem:
      return terms->Stems(posting.token->text)[posting.stem];
    case Posting::Form::kAcronym:
      return posting.token->text;
    case Posting::Form::kWord:
      break;
  }
  return terms->Word(posting.token->text);
}

}  // namespace article_search
