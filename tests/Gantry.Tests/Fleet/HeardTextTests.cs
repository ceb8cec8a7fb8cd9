using System.Text;
using System.Text.RegularExpressions;
using Gantry.Fleet.Ports;

namespace Gantry.Tests.Fleet;

/// <summary>A line is found in what a device says, in whatever pieces that comes.</summary>
public sealed class HeardTextTests
{
    private static string? Add(HeardText heard, string text) => heard.Add(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void A_line_is_found_although_it_comes_in_pieces_and_among_others()
    {
        var heard = new HeardText(new Regex("^T:2\\d$"));

        Add(heard, "start\r\nT:").ShouldBeNull();
        Add(heard, "9").ShouldBeNull();
        Add(heard, "\r\n\r\nT").ShouldBeNull();
        Add(heard, ":21\r\nok\n").ShouldBe("T:21");
        heard.ToLines().ShouldBe(["start", "T:9", "T:21", "ok"]);
    }

    [Fact]
    public void A_prompt_without_an_end_is_a_line_too()
    {
        var heard = new HeardText(new Regex("^login: $"));

        Add(heard, "boot\nlog").ShouldBeNull();
        Add(heard, "in: ").ShouldBe("login: ");
    }

    [Fact]
    public void A_letter_that_comes_in_two_pieces_stays_whole()
    {
        var heard = new HeardText(new Regex("^20 °C$"));
        byte[] bytes = Encoding.UTF8.GetBytes("20 °C");

        heard.Add(bytes.AsSpan(0, 4)).ShouldBeNull();
        heard.Add(bytes.AsSpan(4)).ShouldBe("20 °C");
    }

    [Fact]
    public void What_never_ends_a_line_is_kept_whole_and_costs_no_more_with_each_byte()
    {
        var heard = new HeardText(new Regex("needle"));
        for (int i = 0; i < 20_000; i++)
            Add(heard, "x").ShouldBeNull();

        Add(heard, "\nneedle").ShouldBe("needle");
        heard.ToLines().Select(l => l.Length).ShouldBe([20_000, 6]);
    }

    [Fact]
    public void Where_nothing_is_looked_for_all_lines_are_kept()
    {
        var heard = new HeardText(null);

        Add(heard, "a\nb").ShouldBeNull();
        heard.ToLines().ShouldBe(["a", "b"]);
    }
}
