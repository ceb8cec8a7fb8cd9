using System.Text.RegularExpressions;
using Gantry.Printing;
using Gantry.Tests.GCode;

namespace Gantry.Tests.Printing;

/// <summary>The table of docs/printing.md is the one in the code.</summary>
public sealed partial class TransitionTableTests
{
    [Fact]
    public void The_page_lists_every_transition_and_no_other()
    {
        string page = File.ReadAllText(Path.Combine(TestData.Folder, "../../docs/printing.md"));
        string table = page[page.IndexOf("## States", StringComparison.Ordinal)..];
        table = table[..table.IndexOf("\n## ", 5, StringComparison.Ordinal)];
        var listed = new HashSet<string>();
        foreach (string line in table.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)))
        {
            string[] cells = line.Split('|');
            string from = Name().Match(cells[1]).Groups[1].Value;
            foreach (Match match in Transition().Matches(cells[2]))
                listed.Add($"{from} {match.Groups[1].Value} {match.Groups[2].Value}");
        }

        listed.ShouldBe(PrinterTransitions.All.Select(t => $"{t.From} {t.Trigger} {t.To}"), ignoreOrder: true);
    }

    [Fact]
    public void Every_state_can_be_left_and_reached()
    {
        foreach (PrinterState state in Enum.GetValues<PrinterState>())
        {
            PrinterTransitions.All.ShouldContain(t => t.From == state && t.To != state, state.ToString());
            PrinterTransitions.All.ShouldContain(t => t.To == state && t.From != state, state.ToString());
        }
        foreach (PrinterTrigger trigger in Enum.GetValues<PrinterTrigger>())
            PrinterTransitions.All.ShouldContain(t => t.Trigger == trigger, trigger.ToString());
    }

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Name();

    [GeneratedRegex("([A-Za-z]+) → ([A-Za-z]+)")]
    private static partial Regex Transition();
}
