using Gantry.Sharing.Clients;

namespace Gantry.Tests.Sharing.Clients;

/// <summary>Data that waits for a device in pieces.</summary>
public sealed class AheadQueueTests
{
    [Fact]
    public void Whatever_is_put_in_comes_out_in_order()
    {
        var queue = new AheadQueue();
        var random = new Random(4);
        byte next = 0;
        byte due = 0;
        for (int turn = 0; turn < 2000; turn++)
        {
            byte[] bytes = new byte[random.Next(0, 3000)];
            for (int i = 0; i < bytes.Length; i++)
                bytes[i] = next++;
            queue.Append(bytes);
            for (int taken = random.Next(0, 6000); taken > 0 && !queue.IsEmpty; )
            {
                int count = Math.Min(taken, queue.First.Length);
                foreach (byte b in queue.First[..count])
                    b.ShouldBe(due++);
                queue.Skip(count);
                taken -= count;
            }
        }
        queue.Count.ShouldBe((byte)(next - due) + (queue.Count / 256 * 256));
    }

    [Fact]
    public void What_is_thrown_away_leaves_room_for_what_follows()
    {
        var queue = new AheadQueue();
        queue.Append(new byte[200_000]);
        queue.Count.ShouldBe(200_000);

        queue.Clear();
        queue.IsEmpty.ShouldBeTrue();
        queue.First.IsEmpty.ShouldBeTrue();
        queue.Append("after"u8);

        queue.First.SequenceEqual("after"u8).ShouldBeTrue();
        Should.Throw<ArgumentOutOfRangeException>(() => queue.Skip(6));
    }
}
