#include "collect/statement.h"

#include <gtest/gtest.h>

#include "scopegraft/collect.h"

namespace scopegraft {
namespace {

TEST(Statement, LosesLiteralsAndParameters) {
  EXPECT_EQ(normalized_statement("SELECT a FROM t WHERE id = 17 AND name = 'O''Hara' AND x > -1.5e-3"), "SELECT a FROM t WHERE id = ? AND name = ? AND x > ?");
  EXPECT_EQ(normalized_statement("SELECT * FROM t WHERE a=$1 AND b = ?2 AND c = ? AND d = :name"), "SELECT * FROM t WHERE a=? AND b = ? AND c = ? AND d = :name");
  EXPECT_EQ(normalized_statement("SELECT E'it\\'s', X'00ff', $$body ' $$, $f$a $$ b$f$, 0x1F"), "SELECT ?, ?, ?, ?, ?");
}

TEST(Statement, KeepsNames) {
  EXPECT_EQ(normalized_statement("SELECT t1.a2, \"odd 'name' 7\", `b 8`, [c 9] FROM t1"), "SELECT t1.a2, \"odd 'name' 7\", `b 8`, [c 9] FROM t1");
  EXPECT_EQ(normalized_statement("SELECT a - 1, b-2 FROM t"), "SELECT a - ?, b-? FROM t");
}

TEST(Statement, HasOneSpaceWhereThereWereSomeAndNoComments) {
  EXPECT_EQ(normalized_statement("  SELECT a ,b -- the 1st\n\tFROM /* x /* nested */ 2 */ t ;\n"), "SELECT a, b FROM t");
}

TEST(Statement, ListsHaveNoLength) {
  const std::string one = normalized_statement("DELETE FROM t WHERE id IN (1)");
  EXPECT_EQ(one, "DELETE FROM t WHERE id IN (?)");
  EXPECT_EQ(normalized_statement("DELETE FROM t WHERE id IN ( 1,2 , 3)"), one);
  EXPECT_EQ(normalized_statement("DELETE FROM t WHERE id IN ($1, $2)"), one);
  EXPECT_EQ(normalized_statement("INSERT INTO t VALUES (1, 'a'), (2, 'b'),(3,'c')"), "INSERT INTO t VALUES (?, ?)");
  EXPECT_EQ(normalized_statement("SELECT a FROM t WHERE id IN (SELECT id FROM u WHERE n = 3)"), "SELECT a FROM t WHERE id IN (SELECT id FROM u WHERE n = ?)");
  EXPECT_EQ(normalized_statement("SELECT f(1, 2), f(1, 2)"), "SELECT f(?, ?), f(?, ?)");
}

TEST(Statement, StaysWithinItsRoomWhateverComes) {
  for (const char* text : {"", "'", "\"", "/*", "--", "$$", "$a", "((((((((", "))))", "IN (?", "E'\\", "(?), (?", "[", ".", "-", ",,,,"}) {
    const std::string once = normalized_statement(text);
    EXPECT_LE(once.size(), std::string(text).size() * 2 + 16) << text;
  }
  char into[8];
  EXPECT_EQ(collectors::normalize_statement("SELECT a, b, c FROM t WHERE d IN (1, 2, 3)", into, sizeof into), sizeof into);
  std::string deep(10'000, '(');
  EXPECT_LE(normalized_statement(deep + "1" + std::string(10'000, ')')).size(), 1000U);
}

}  // namespace
}  // namespace scopegraft
