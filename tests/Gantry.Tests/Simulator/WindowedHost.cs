using System.Buffers;
using System.Text;
using Gantry.Simulator;

namespace Gantry.Tests.Simulator;

/// <summary>
/// A host that streams numbered lines in virtual time, with a window as §7 of the measurements describes it: so many lines, so
/// many bytes, or the sum of both. It loses no time itself, so what it reaches is what the window allows.
/// </summary>
/// <param name="printer">Whom it sends to.</param>
/// <param name="windowLines">Lines that may be on their way whatever their length.</param>
/// <param name="windowBytes">Bytes that may be on their way besides.</param>
/// <param name="space">What stands between a line's number and its command: a space as most hosts write it, or nothing.</param>
internal sealed class WindowedHost(VirtualPrinter printer, int windowLines, int windowBytes, string space = " ")
{
    private readonly ArrayBufferWriter<byte> _received = new();
    private readonly Queue<int> _inFlight = new();
    private int _bytesInFlight;
    private int _number;

    public TimeSpan Now { get; private set; }

    /// <summary>Sends all commands and waits for their acknowledgements.</summary>
    public void Stream(IEnumerable<string> commands)
    {
        using IEnumerator<string> next = commands.GetEnumerator();
        bool more = next.MoveNext();
        while (more || _inFlight.Count > 0)
        {
            while (more && Fits(Frame(next.Current, _number + 1, space).Length))
            {
                byte[] line = Frame(next.Current, ++_number, space);
                printer.Receive(line, Now);
                _inFlight.Enqueue(line.Length);
                _bytesInFlight += line.Length;
                more = next.MoveNext();
            }
            RunToNextEvent();
        }
    }

    /// <summary>Lets time pass.</summary>
    public void Wait(TimeSpan time)
    {
        Now += time;
        printer.Advance(Now, _received);
        _received.Clear();
    }

    public static byte[] Frame(string command, int number, string space = " ")
    {
        byte[] text = Encoding.ASCII.GetBytes($"N{number}{space}{command}");
        int checksum = text.Aggregate(0, (sum, b) => sum ^ b);
        return [.. text, .. Encoding.ASCII.GetBytes($"*{checksum}\n")];
    }

    // The first windowLines lines are free; what is over must fit the bytes.
    private bool Fits(int length)
    {
        if (_inFlight.Count < windowLines)
            return true;
        int inQueue = _inFlight.Take(windowLines).Sum();
        return windowBytes > 0 && _bytesInFlight - inQueue + length <= windowBytes;
    }

    private void RunToNextEvent()
    {
        TimeSpan next = printer.NextEvent;
        if (next == TimeSpan.MaxValue)
            throw new InvalidOperationException("The printer is silent.");
        Now = next > Now ? next : Now;
        printer.Advance(Now, _received);
        foreach (string line in Encoding.ASCII.GetString(_received.WrittenSpan).Split('\n'))
            if (line.StartsWith("ok", StringComparison.Ordinal))
                _bytesInFlight -= _inFlight.Dequeue();
        _received.Clear();
    }
}
