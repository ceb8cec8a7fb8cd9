using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gantry.Rfc2217;
using Gantry.Serial;
using Gantry.Serial.Linux;
using Gantry.Sharing.Policies;
using Gantry.Sharing.Ports;

namespace Gantry.Sharing.Clients;

/// <summary>One client of a share. It belongs to the loop's thread.</summary>
internal sealed partial class ShareClient : IClientSocketUser, ILineLooker
{
    /// <summary>How long a client that says nothing is waited for before it is taken for one that writes.</summary>
    private static readonly TimeSpan DecisionTime = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a client that was sent away has to read why.</summary>
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(1);

    /// <summary>How long a raw client that ended its sending still gets answers after the last byte.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(500);

    /// <summary>So many bytes of answers may wait before a client's further questions do.</summary>
    private const int MostAnswers = 64 * 1024;

    private static readonly byte[] Signature = Encoding.ASCII.GetBytes("Gantry");

    private readonly ClientSocket _socket;
    private readonly IClientHost _host;
    private readonly ShareOptions _options;
    private readonly LoopBuffers _buffers;
    private readonly LoopTimer _timer;
    private readonly LoopTimer _aheadTimer;
    private readonly ByteFifo _unread = new();
    private readonly AheadQueue _ahead = new();
    private readonly ByteFifo _answers = new();
    private AccessServerSession? _session;
    private bool _isRecognised;
    private ComPortRequest _asked;
    private bool _owesOpening;
    private bool _isWaiting;
    private bool _isCarrying;
    private bool _hasEnded;
    private bool _wasComPortActive;
    private long _lastActivity = Stopwatch.GetTimestamp();

    public ShareClient(Socket socket, EventLoop loop, LoopBuffers buffers, IClientHost host, ShareOptions options)
    {
        _host = host;
        _options = options;
        _buffers = buffers;
        _timer = loop.CreateTimer(OnTime);
        _aheadTimer = loop.CreateTimer(OnLongFull);
        _socket = new ClientSocket(socket, loop, this);
        Feed = new ClientFeed(_socket, buffers) { IsHeld = true };
        SetTimer(DecisionTime);
        if (options.Mode is not (ShareMode.Rfc2217 or ShareMode.Telnet))
            return;
        BecomeTelnet();
        _session!.Open(_answers);
        Flush();
    }

    /// <summary>Where it is.</summary>
    public IPEndPoint Address => _socket.Address;

    /// <summary>What it may do.</summary>
    public ClientRole Role { get; private set; }

    /// <summary>What the device says to it.</summary>
    public ClientFeed Feed { get; }

    /// <summary>Whether it has ended its sending, and only waits for answers.</summary>
    public bool IsLeaving => _hasEnded && _ahead.IsEmpty;

    /// <summary>Its session, or null for a raw client.</summary>
    public AccessServerSession? Session => _session;

    /// <summary>What it speaks, in a word.</summary>
    public string Protocol =>
        _session is null ? "raw"
        : _session.ComPortActive ? "RFC 2217"
        : "Telnet";

    /// <summary>It has a role now.</summary>
    public void Become(ClientRole role)
    {
        Role = role;
        _timer.Cancel();
        if (role == ClientRole.Watcher)
            Feed.LosesBeyond = _options.WatcherBuffer;
        Hold(_session is { Suspended: true });
        WatchLimits();
    }

    /// <summary>Hands on what the device said.</summary>
    public void Tell(ReadOnlySpan<byte> data)
    {
        _lastActivity = Stopwatch.GetTimestamp();
        Feed.Add(data);
    }

    /// <summary>The request that it waits for was carried out, or not: answers it, and reads on.</summary>
    public void Finish()
    {
        _isWaiting = false;
        if (Role == ClientRole.Gone)
            return;
        _session!.Answer(_asked, _host.PortState, _answers);
        // What could be done at once is finished before the reader has gone on.
        if (_isCarrying)
            return;
        Flush();
        ReadOn();
    }

    /// <summary>What it asked for is on its way, and wants no answer: reads on.</summary>
    public void GoOn()
    {
        _isWaiting = false;
        if (Role != ClientRole.Gone && !_isCarrying)
            ReadOn();
    }

    /// <summary>Tells it how the port stands, as far as it wants to know.</summary>
    public void Report(ModemState lines, LineState state)
    {
        if (_session is not { ComPortActive: true })
            return;
        _session.ReportModemLines(lines, _answers);
        _session.ReportLineState(state, _answers);
        Flush();
    }

    /// <summary>The device takes more again.</summary>
    public void OnDeviceRoom()
    {
        _fullSince = 0;
        ReadOn();
    }

    /// <summary>Tells it why, and closes the connection when it has read it.</summary>
    public void SendAway(string text)
    {
        if (Role == ClientRole.Gone)
            return;
        Feed.Discard();
        _socket.Send(Encoding.ASCII.GetBytes($"\r\n{text}\r\n"));
        Leave(text);
        if (_socket.Unsent == 0)
            _socket.EndSending();
        _socket.IsPaused = false;
        // Closing with unread bytes would reset the connection, and the text might be lost.
        SetTimer(FarewellTime);
    }

    /// <summary>Closes the connection at once.</summary>
    public void Close(string reason)
    {
        Leave(reason);
        _timer.Cancel();
        _socket.Close();
    }

    void ILineLooker.Seen(ModemState? lines, TtyErrorCounts? errors) => Finish();

    void IClientSocketUser.OnReadable()
    {
        int count = _socket.Receive(_buffers.FromClient);
        if (count < 0)
            return;
        if (Role == ClientRole.Gone)
        {
            if (count == 0)
                Close("");
            return;
        }
        _lastActivity = Stopwatch.GetTimestamp();
        if (count == 0)
            OnEnd();
        else
            Take(_buffers.FromClient.AsSpan(0, count));
    }

    void IClientSocketUser.OnClogged() => WatchLimits();

    void IClientSocketUser.OnDrained()
    {
        if (Role == ClientRole.Gone)
        {
            _socket.EndSending();
            return;
        }
        Feed.Pump();
        _host.OnFeedChanged();
        ReadOn();
    }

    void IClientSocketUser.OnBroken(string reason) => Close(reason);

    /// <summary>Holds back what the device says, or lets it go; the device itself may then go on.</summary>
    private void Hold(bool on)
    {
        Feed.IsHeld = on;
        _host.OnFeedChanged();
    }

    private void Flush()
    {
        if (_answers.IsEmpty)
            return;
        _socket.Send(_answers.Span);
        _answers.Clear();
    }

    private void Leave(string reason)
    {
        if (Role == ClientRole.Gone)
            return;
        _host.OnGone(this, reason);
        Role = ClientRole.Gone;
        Feed.Discard();
        _unread.Clear();
        _ahead.Clear();
        _aheadTimer.Cancel();
    }
}
