using System.Globalization;
using System.Text;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Printing;

/// <summary>A file to print, and what a firmware must have executed when it is printed.</summary>
internal sealed class JobFile
{
    /// <summary>What a host asks and sets beside the job: who it is, its reports, the line number.</summary>
    private static readonly HashSet<string> SetUp = ["M110", "M115", "M155 S1", "M113 S1"];

    private JobFile(string path, IReadOnlyList<string> commands)
    {
        Path = path;
        Commands = commands;
    }

    public string Path { get; }

    /// <summary>Its commands, in its order.</summary>
    public IReadOnlyList<string> Commands { get; }

    /// <summary>The 10 mm cube that PrusaSlicer made: 3,442 commands.</summary>
    public static JobFile Cube { get; } = Read(Repository.Path("tests/data/cube10.gcode"));

    /// <summary>A file of short moves, no two of which are the same; it heats nothing.</summary>
    /// <param name="path">Where to write it.</param>
    /// <param name="moves">How many; at <c>--speed 1</c> each takes about 10 ms.</param>
    public static JobFile WriteMoves(string path, int moves)
    {
        var text = new StringBuilder("; a test\nG21\nG90\nM82\nG92 X100 Y100 E0\n");
        for (int i = 1; i <= moves; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"G1 X{100 + i % 2} Y{100 + i * 0.001:F3} E{i * 0.01:F2} F6000\n"
            );
        File.WriteAllText(path, text.ToString());
        return Read(path);
    }

    /// <summary>Checks that all of it was executed, each command once and in its order, and that nothing moved behind it.</summary>
    public void ShouldBeAllOf(IReadOnlyList<string> executed)
    {
        string[] printed = Printed(executed);
        for (int i = 0; i < Commands.Count; i++)
            if (i >= printed.Length || printed[i] != Commands[i])
                throw new ShouldAssertException(
                    $"Command {i + 1} of {Commands.Count} is \"{Commands[i]}\"; executed was "
                        + (i < printed.Length ? $"\"{printed[i]}\"." : "nothing more.")
                );
        printed.Skip(Commands.Count).ShouldAllBe(c => !c.StartsWith('G'));
    }

    /// <summary>
    /// Checks that all of it was executed, each command once and in its order, whatever stands between: the ends of lines that
    /// noise has cut.
    /// </summary>
    /// <returns>How many commands stand between, besides the host's own wait for the last move.</returns>
    public int ShouldBeAllOfBesides(IReadOnlyList<string> executed)
    {
        string[] printed = Printed(executed);
        int done = 0;
        foreach (string command in printed)
            if (done < Commands.Count && command == Commands[done])
                done++;
        done.ShouldBe(Commands.Count, done < Commands.Count ? $"\"{Commands[done]}\" was not executed." : null);
        return printed.Count(c => c != "M400") - done;
    }

    // What came before the first line number came from nobody: a host at another baud rate is a source of garbage.
    private static string[] Printed(IReadOnlyList<string> executed) =>
        [.. executed.SkipWhile(c => c != "M110").Where(c => !SetUp.Contains(c))];

    private static JobFile Read(string path) =>
        new(
            path,
            [.. File.ReadAllLines(path).Select(line => line.Split(';')[0].Trim()).Where(command => command.Length > 0)]
        );
}
