using System.Text;
using Gantry.Firmware;

namespace Gantry.Tests.Firmware;

/// <summary>A job as a list of commands.</summary>
internal sealed class JobLines(IReadOnlyList<string> commands, long first = 1) : ILineSource
{
    public IReadOnlyList<string> Commands => commands;

    public LineAvailability TryGet(long number, Span<byte> destination, out int length)
    {
        length = 0;
        long index = number - first;
        if (index >= commands.Count)
            return LineAvailability.End;
        length = Encoding.Latin1.GetBytes(commands[(int)index], destination);
        return LineAvailability.Ready;
    }

    /// <summary>Short moves as a curved wall has them: about 38 bytes with number and checksum.</summary>
    public static JobLines Moves(int count, double segment = 0.2)
    {
        var lines = new List<string>(count);
        double e = 0;
        for (int i = 0; i < count; i++)
        {
            double angle = i * 0.02;
            double radius = segment / 0.02;
            e += 0.01;
            lines.Add(
                FormattableString.Invariant(
                    $"G1 X{100 + (radius * Math.Cos(angle)):F3} Y{100 + (radius * Math.Sin(angle)):F3} E{e:F5}"
                )
            );
        }
        return new JobLines(lines);
    }

    /// <summary>Moves to where the head is already: all the firmware's work but the motion.</summary>
    public static JobLines Idle(int count) =>
        new([
            .. Enumerable
                .Range(0, count)
                .Select(i => FormattableString.Invariant($"G1 X100.000 Y100.000 F{3000 + (i % 7)}.00")),
        ]);
}
