#include "indexer/run_merge.h"

#include <algorithm>
#include <string>

namespace article_search {
namespace {

struct Head {
  std::unique_ptr<RunCursor> cursor;
  RunTerm term;
};

bool ComesLater(const Head* a, const Head* b) { return a->term.text > b->term.text; }

// The postings of one term in one run.
struct List {
  PostingReader reader;
  RunPosting posting;
};

bool IsFurther(const List* a, const List* b) { return a->posting.document > b->posting.document; }

void MergeLists(std::vector<List>* lists, MergeTarget* target) {
  std::vector<List*> heap;
  for (List& list : *lists) {
    if (list.reader.Next(&list.posting)) heap.push_back(&list);
  }
  std::make_heap(heap.begin(), heap.end(), IsFurther);
  while (heap.size() > 1) {
    std::pop_heap(heap.begin(), heap.end(), IsFurther);
    List* nearest = heap.back();
    // Documents come in batches, so that most often the next one is of the same run.
    const uint32_t other = heap.front()->posting.document;
    bool more = true;
    while (more && nearest->posting.document < other) {
      target->AddPosting(nearest->posting);
      more = nearest->reader.Next(&nearest->posting);
    }
    if (more) {
      std::push_heap(heap.begin(), heap.end(), IsFurther);
    } else {
      heap.pop_back();
    }
  }
  if (heap.empty()) return;
  do {
    target->AddPosting(heap.front()->posting);
  } while (heap.front()->reader.Next(&heap.front()->posting));
}

}  // namespace

void MergeRuns(std::vector<std::unique_ptr<RunCursor>> runs, MergeTarget* target,
               const std::function<void()>& check_interrupt) {
  std::vector<Head> heads(runs.size());
  std::vector<Head*> heap;
  for (size_t i = 0; i < runs.size(); ++i) {
    heads[i].cursor = std::move(runs[i]);
    if (heads[i].cursor->Next(&heads[i].term)) heap.push_back(&heads[i]);
  }
  std::make_heap(heap.begin(), heap.end(), ComesLater);
  std::vector<Head*> same;
  std::vector<List> lists;
  while (!heap.empty()) {
    if (check_interrupt) check_interrupt();
    same.clear();
    lists.clear();
    uint32_t documents = 0;
    uint64_t collection_frequency = 0;
    do {
      std::pop_heap(heap.begin(), heap.end(), ComesLater);
      Head* head = heap.back();
      heap.pop_back();
      documents += head->term.documents;
      collection_frequency += head->term.collection_frequency;
      lists.push_back({PostingReader(head->term.postings), {}});
      same.push_back(head);
    } while (!heap.empty() && heap.front()->term.text == same.front()->term.text);
    target->BeginTerm(same.front()->term.text, documents, collection_frequency);
    MergeLists(&lists, target);
    target->EndTerm();
    for (Head* head : same) {
      if (!head->cursor->Next(&head->term)) continue;
      heap.push_back(head);
      std::push_heap(heap.begin(), heap.end(), ComesLater);
    }
  }
}

}  // namespace article_search
