using System.Buffers;
using System.Text;
using Gantry.Simulator;

namespace Gantry.Tests.Simulator;

/// <summary>A printer in virtual time, with a host that writes and reads by hand.</summary>
internal sealed class TestHost : IExecutedLog
{
    private readonly ArrayBufferWriter<byte> _received = new();
    private readonly StringBuilder _text = new();

    public TestHost(PrinterOptions? options = null)
    {
        Printer = new VirtualPrinter((options ?? new PrinterOptions()) with { BootTime = TimeSpan.Zero }, this);
        Run(TimeSpan.FromSeconds(1));
        Take();
    }

    public VirtualPrinter Printer { get; }

    public TimeSpan Now { get; private set; }

    /// <summary>Commands in the order of their execution.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>Lines with the time at which their end reached the host.</summary>
    public List<(TimeSpan At, string Text)> Log { get; } = [];

    void IExecutedLog.Executed(ReadOnlySpan<byte> command) => Commands.Add(Encoding.Latin1.GetString(command));

    /// <summary>Writes text as it is.</summary>
    public void Write(string text) => Printer.Receive(Encoding.Latin1.GetBytes(text), Now);

    /// <summary>Writes lines, lets them be done, and gives back what the printer said.</summary>
    public string[] Ask(params string[] lines) => Ask(TimeSpan.FromSeconds(1), lines);

    /// <summary>Writes lines, waits, and gives back what the printer said.</summary>
    public string[] Ask(TimeSpan wait, params string[] lines)
    {
        foreach (string line in lines)
            Write(line + "\n");
        Run(wait);
        return Take();
    }

    /// <summary>Lets time pass, event by event.</summary>
    public void Run(TimeSpan time)
    {
        TimeSpan end = Now + time;
        while (Printer.NextEvent <= end)
        {
            Now = Printer.NextEvent > Now ? Printer.NextEvent : Now;
            Read();
        }
        Now = end;
        Read();
    }

    /// <summary>Lets time pass until the printer says a line that begins so; fails after an hour of its time.</summary>
    public string RunUntil(string beginning)
    {
        TimeSpan end = Now + TimeSpan.FromHours(1);
        while (Printer.NextEvent <= end)
        {
            Now = Printer.NextEvent > Now ? Printer.NextEvent : Now;
            int before = Log.Count;
            Read();
            foreach ((_, string text) in Log.Skip(before))
                if (text.StartsWith(beginning, StringComparison.Ordinal))
                    return text;
        }
        throw new ShouldAssertException($"Nothing that begins with \"{beginning}\" came:\n{string.Join('\n', Take())}");
    }

    /// <summary>The lines since the last call.</summary>
    public string[] Take()
    {
        string[] lines = [.. Log.Select(l => l.Text)];
        Log.Clear();
        return lines;
    }

    /// <summary>A numbered line with its checksum.</summary>
    public static string Numbered(int number, string command)
    {
        string text = $"N{number} {command}";
        return $"{text}*{text.Aggregate(0, (sum, c) => sum ^ c)}";
    }

    private void Read()
    {
        Printer.Advance(Now, _received);
        foreach (char c in Encoding.Latin1.GetString(_received.WrittenSpan))
        {
            _text.Append(c);
            if (c != '\n')
                continue;
            Log.Add((Now, _text.ToString().TrimEnd('\n')));
            _text.Clear();
        }
        _received.Clear();
    }
}
