using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>What is mistyped on the command line is told in a sentence.</summary>
public sealed class UsageTests
{
    [Fact]
    public async Task A_verb_that_is_not_known_is_told_in_one_line()
    {
        await using RunningProgram gantry = RunningProgram.Gantry("printer");

        ProgramEnd end = await gantry.FinishAsync(TestContext.Current.CancellationToken);

        end.Status.ShouldBe(64);
        end.Errors.Trim().Split('\n').Length.ShouldBe(2, end.Errors);
        end.Errors.ShouldContain("'printer'");
    }

    [Theory]
    [InlineData("--http", "serve", "--http", "x")]
    [InlineData("--port", "share", "/dev/ttyNone", "--port", "x")]
    [InlineData("--port", "forward", "1", "--port", "x")]
    [InlineData("--tcp", "simulate", "--tcp", "x")]
    [InlineData("--copies", "jobs", "add", "part.gcode", "--copies", "x")]
    public async Task A_number_that_is_none_is_told_with_its_option(string option, params string[] arguments)
    {
        await using RunningProgram gantry = RunningProgram.Gantry(arguments);

        ProgramEnd end = await gantry.FinishAsync(TestContext.Current.CancellationToken);

        end.Status.ShouldBe(64, end.Errors);
        end.Errors.ShouldContain($"{option} takes a whole number, not 'x'.");
        end.Errors.ShouldNotContain("   at ");
        end.Errors.ShouldNotContain("System.");
    }

    [Fact]
    public async Task A_word_that_is_none_of_those_that_fit_is_told_with_them_and_with_what_to_type_for_help()
    {
        await using RunningProgram gantry = RunningProgram.Gantry("history", "judge", "1", "lovely");

        ProgramEnd end = await gantry.FinishAsync(TestContext.Current.CancellationToken);

        end.Status.ShouldBe(64);
        end.Errors.Trim()
            .ShouldBe(
                "gantry history judge: 'lovely' is none of good, bad, none.\n'gantry history judge --help' explains it."
            );
    }
}
