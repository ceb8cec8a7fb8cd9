using System.Buffers;
using System.Text;
using Gantry.Firmware;
using Gantry.Simulator;

namespace Gantry.Tests.Firmware;

/// <summary>A link and a virtual printer joined in virtual time: hours of printing in a moment, the same every time.</summary>
internal sealed class LinkRig : ILinkObserver, IExecutedLog
{
    private readonly ArrayBufferWriter<byte> _received = new();
    private readonly LinkOptions _options;
    private int _bytesLeft = int.MaxValue;

    public LinkRig(PrinterOptions? printer = null, LinkOptions? options = null)
    {
        Printer = new VirtualPrinter((printer ?? new PrinterOptions()) with { BootTime = TimeSpan.Zero }, this);
        _options = options ?? new LinkOptions();
        Link = new FirmwareLink(_options, this);
        Run(TimeSpan.FromSeconds(1));
    }

    public VirtualPrinter Printer { get; }

    public FirmwareLink Link { get; private set; }

    public TimeSpan Now { get; private set; }

    /// <summary>Commands in the order in which the firmware began them, without those of the host itself.</summary>
    public List<string> Executed { get; } = [];

    public List<LinkEvent> Events { get; } = [];

    public List<string> Replies { get; } = [];

    public List<string> Sent { get; } = [];

    /// <summary>When the last command was acknowledged.</summary>
    public TimeSpan LastOkAt { get; private set; }

    void IExecutedLog.Executed(ReadOnlySpan<byte> command) => Executed.Add(Encoding.Latin1.GetString(command));

    void ILinkObserver.OnReply(in Reply reply)
    {
        if (reply.Kind == ReplyKind.Ok)
            LastOkAt = Now;
        Replies.Add(Encoding.Latin1.GetString(reply.Text));
    }

    void ILinkObserver.OnSent(in SentLine line) => Sent.Add(Encoding.Latin1.GetString(line.Text));

    void ILinkObserver.OnLink(in LinkEvent linkEvent) => Events.Add(linkEvent);

    /// <summary>What was executed, without what the link itself asks.</summary>
    public List<string> JobExecuted() =>
        [.. Executed.Where(c => !c.StartsWith("M110", StringComparison.Ordinal) && c != "M105")];

    /// <summary>The same without what is no line of the job at all: a cut or damaged line that the firmware did not know.</summary>
    public List<string> WithoutTails(JobLines job)
    {
        var known = new HashSet<string>(job.Commands);
        return [.. Executed.Where(known.Contains)];
    }

    /// <summary>Lets the machine come to rest.</summary>
    public void Finish() => Run(TimeSpan.FromMinutes(2));

    /// <summary>Greets the firmware and sets its line number.</summary>
    public LinkRig Connect(ILineSource source, long first = 1)
    {
        Link.Greet(Now);
        RunUntil(LinkEventKind.Greeted);
        Link.Renumber(source, first, Now);
        RunUntil(LinkEventKind.Renumbered);
        Link.FirmwareSaysBusy = true;
        return this;
    }

    /// <summary>Lets time pass until something happens on the link.</summary>
    public LinkEvent RunUntil(params LinkEventKind[] kinds)
    {
        int seen = Events.Count;
        TimeSpan end = Now + TimeSpan.FromHours(24);
        while (Now < end)
        {
            for (; seen < Events.Count; seen++)
                if (kinds.Contains(Events[seen].Kind))
                    return Events[seen];
            Step(end);
        }
        throw new ShouldAssertException(
            $"None of {string.Join(", ", kinds)} within a day; phase {Link.Phase}, next {Link.Next}, in flight {Link.InFlight}.\n"
                + string.Join('\n', Replies.TakeLast(10))
                + $"\n{string.Join(", ", Events.TakeLast(10))}"
        );
    }

    /// <summary>Lets time pass.</summary>
    public void Run(TimeSpan time)
    {
        TimeSpan end = Now + time;
        while (Now < end)
            Step(end);
    }

    /// <summary>
    /// The host dies: of what it was about to write the port still gets some bytes; a new host knows nothing but its files.
    /// </summary>
    public void Crash(int bytesOut)
    {
        _bytesLeft = bytesOut;
        Run(TimeSpan.FromMilliseconds(20));
        _bytesLeft = int.MaxValue;
        Link = new FirmwareLink(_options, this);
    }

    private void Step(TimeSpan end)
    {
        Write();
        TimeSpan next = Printer.NextEvent < Link.Deadline ? Printer.NextEvent : Link.Deadline;
        next = next < end ? next : end;
        Now = next > Now ? next : Now;
        Printer.Advance(Now, _received);
        if (_received.WrittenCount > 0)
            Link.Receive(_received.WrittenSpan, Now);
        else
            Link.Advance(Now);
        _received.Clear();
        Write();
    }

    private void Write()
    {
        ReadOnlyMemory<byte> output = Link.TakeOutput();
        if (output.IsEmpty)
            return;
        ReadOnlySpan<byte> written = output.Span[..Math.Min(output.Length, _bytesLeft)];
        _bytesLeft -= _bytesLeft == int.MaxValue ? 0 : written.Length;
        Printer.Receive(written, Now);
        Link.OutputWritten();
        Link.Advance(Now);
    }
}
