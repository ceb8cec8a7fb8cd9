using Gantry.Fleet.People;

namespace Gantry.Tests.Fleet;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-2", "'-2")]
    [InlineData("\tx", "'\tx")]
    [InlineData("", "")]
    public void A_cell_says_what_was_written_and_does_nothing(string text, string cell) =>
        CsvText.Cell(text).ShouldBe(cell);
}
