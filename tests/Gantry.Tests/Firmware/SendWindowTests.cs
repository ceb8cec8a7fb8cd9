using Gantry.Firmware;

namespace Gantry.Tests.Firmware;

public sealed class SendWindowTests
{
    [Theory]
    [InlineData(16, 11)]
    [InlineData(24, 9)]
    [InlineData(40, 7)]
    [InlineData(60, 6)]
    [InlineData(90, 5)]
    public void Stock_Marlin_holds_what_was_measured_behind_a_blocked_command(int lineBytes, int linesWithTheBlockedOne)
    {
        var window = new SendWindow(WindowSize.Marlin);

        while (window.Fits(lineBytes))
            window.Push(lineBytes);

        window.Count.ShouldBe(linesWithTheBlockedOne);
    }

    [Fact]
    public void Counting_in_steps_equals_counting_anew()
    {
        var random = new Random(7);
        var window = new SendWindow(WindowSize.Marlin);
        var lines = new List<int>();
        for (int i = 0; i < 50_000; i++)
        {
            int length = random.Next(6, 97);
            int inBuffer = lines.Skip(window.Size.QueueLines).Sum();
            window
                .Fits(length)
                .ShouldBe(lines.Count < window.Size.QueueLines || inBuffer + length <= window.Size.BufferBytes);
            switch (random.Next(10))
            {
                case < 5 when window.Fits(length):
                    window.Push(length);
                    lines.Add(length);
                    break;
                case < 9 when lines.Count > 0:
                    window.Pop();
                    lines.RemoveAt(0);
                    break;
                case 9 when random.Next(20) == 0:
                    int kept = random.Next(lines.Count + 1);
                    window.TruncateTo(kept);
                    lines.RemoveRange(kept, lines.Count - kept);
                    break;
                case 9 when random.Next(20) == 0:
                    window.Resize(new WindowSize(random.Next(1, 17), 127));
                    break;
            }
            window.Count.ShouldBe(lines.Count);
        }
    }

    [Fact]
    public void One_line_per_ok_is_a_window_too()
    {
        var window = new SendWindow(WindowSize.OneLine);

        window.Fits(90).ShouldBeTrue();
        window.Push(90);
        window.Fits(1).ShouldBeFalse();
        window.Pop();
        window.Fits(90).ShouldBeTrue();
    }
}
