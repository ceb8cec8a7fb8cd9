using FsCheck;
using FsCheck.Fluent;
using Gantry.Serial;

namespace Gantry.Tests.Serial;

public sealed class ByteFifoTests
{
    [Fact]
    public void Bytes_come_out_as_they_went_in_however_they_are_cut()
    {
        Prop.ForAll<int[], int>(
                (steps, kept) =>
                {
                    var fifo = new ByteFifo(Math.Abs(kept % 5000));
                    var expected = new Queue<byte>();
                    byte next = 0;
                    foreach (int step in steps)
                        Step(fifo, expected, step * 97, ref next);
                    return fifo.Span.SequenceEqual(expected.ToArray());
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_empty_one_holds_no_memory()
    {
        var fifo = new ByteFifo();
        fifo.Append(new byte[1000]);
        fifo.GetSpan().Length.ShouldBeGreaterThan(0);

        fifo.Skip(1000);

        fifo.IsEmpty.ShouldBeTrue();
        Should.Throw<ArgumentOutOfRangeException>(() => fifo.Advance(1));
    }

    private static void Step(ByteFifo fifo, Queue<byte> expected, int step, ref byte next)
    {
        if (step >= 0)
        {
            byte[] bytes = new byte[step];
            foreach (ref byte b in bytes.AsSpan())
                expected.Enqueue(b = next++);
            fifo.Append(bytes);
            return;
        }
        byte[] taken = new byte[-step];
        int count = fifo.Take(taken);
        foreach (byte b in taken.AsSpan(0, count))
            b.ShouldBe(expected.Dequeue());
    }
}
