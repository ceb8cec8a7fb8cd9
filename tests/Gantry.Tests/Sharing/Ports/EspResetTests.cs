using Gantry.Sharing.Ports;

namespace Gantry.Tests.Sharing.Ports;

/// <summary>What a client's DTR (D) and RTS (R) mean, a capital for on: each answered by what is played.</summary>
public sealed class EspResetTests
{
    [Theory]
    [InlineData("pySerial opens with both on", "D R", "- -")]
    [InlineData("esptool's classic reset", "d R D r d", "- - boot - -")]
    [InlineData("the same after pySerial's opening", "D R d R D r d", "- - - - boot - -")]
    [InlineData("a hard reset", "d R r", "- - run")]
    [InlineData("flash, then run", "d R D r d R r", "- - boot - - - run")]
    [InlineData("a second attempt", "d R D r d R D r d", "- - boot - - - boot - -")]
    public void It_is_understood(string what, string moves, string played)
    {
        var esp = new EspReset();

        IEnumerable<string> heard = moves
            .Split(' ')
            .Select(move =>
                move switch
                {
                    "D" or "d" => esp.Hear(move == "D", null),
                    _ => esp.Hear(null, move == "R"),
                }
            )
            .Select(s =>
                s switch
                {
                    EspSequence.EnterBootloader => "boot",
                    EspSequence.HardReset => "run",
                    _ => "-",
                }
            );

        string.Join(' ', heard).ShouldBe(played, what);
    }
}
