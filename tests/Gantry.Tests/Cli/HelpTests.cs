using System.CommandLine;
using System.Text.RegularExpressions;
using Gantry.Cli;

namespace Gantry.Tests.Cli;

/// <summary>What <c>--help</c> says.</summary>
public sealed partial class HelpTests
{
    public static TheoryData<string> Verbs { get; } =
    [
        .. Program
            .Commands()
            .Subcommands.SelectMany(c => c.Subcommands.Select(s => $"{c.Name} {s.Name}").Prepend(c.Name)),
    ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Defaults_are_said_as_they_are_typed(string verb)
    {
        using var output = new StringWriter();

        Program.Commands().Parse($"{verb} --help").Invoke(new InvocationConfiguration { Output = output });

        // An address, a path, a number or a word: no name of a type, of its members, and no clock time for a duration.
        foreach (Match match in Default().Matches(output.ToString()))
            match.Groups[1].Value.ShouldMatch("^([a-z0-9:./_-]+|/.*)$");
    }

    [Fact]
    public void A_verb_is_made_alone_and_is_the_same_as_among_all()
    {
        foreach (Command verb in Program.Commands().Subcommands)
            Program.Commands(verb.Name).Subcommands.ShouldHaveSingleItem().Description.ShouldBe(verb.Description);
        Program.Commands("prnt").Subcommands.Count.ShouldBe(Program.Commands().Subcommands.Count);
    }

    [GeneratedRegex(@"\[default: ([^\]]*)\]")]
    private static partial Regex Default();
}
