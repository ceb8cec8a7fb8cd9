using System.Buffers;
using System.Text;
using Gantry.Rfc2217;
using Gantry.Rfc2217.Telnet;

namespace Gantry.Simulator.Hosting;

/// <summary>
/// The access server (RFC 2217) in front of a printer's board: the baud rate that the host asks for is the one that it gets,
/// fitting or not, and DTR going up resets the board.
/// </summary>
internal sealed class AccessServer
{
    private const int LowestBaudRate = 50;
    private const int HighestBaudRate = 4_000_000;

    private readonly LivePrinter _printer;
    private readonly LineOptions _options;
    private readonly Outbox.Sink _send;
    private readonly AccessServerSession _session = new(Encoding.ASCII.GetBytes("Gantry simulator"));
    private readonly BaudMismatch _mismatch = new(new Random(1));
    private readonly ArrayBufferWriter<byte> _output = new(256);
    private ComPortState _port;

    public AccessServer(LivePrinter printer, LineOptions options, Outbox.Sink send)
    {
        _printer = printer;
        _options = options;
        _send = send;
        // A host that sets no baud rate finds the right one.
        uint baudRate = options.BaudRate == 0 ? 115200 : (uint)options.BaudRate;
        _port = new ComPortState { BaudRate = baudRate, ModemLines = ModemState.Cts | ModemState.Dsr | ModemState.Cd };
        _session.Open(_output);
        Flush();
    }

    /// <summary>Whether the host wants nothing for now (FLOWCONTROL-SUSPEND).</summary>
    public bool IsSuspended => _session.Suspended;

    /// <summary>Takes what the host has sent.</summary>
    public void Receive(ReadOnlySpan<byte> input)
    {
        while (_session.Read(ref input, _output, out AccessServerEvent happened))
        {
            switch (happened.Kind)
            {
                case AccessServerEventKind.Data:
                    _printer.Hear(FromHost(happened.Data));
                    break;
                case AccessServerEventKind.Request:
                    Obey(happened.Request);
                    _session.Answer(happened.Request, _port, _output);
                    break;
            }
        }
        if (_session.ComPortActive)
            _session.ReportModemLines(_port.ModemLines, _output);
        Flush();
    }

    /// <summary>Sends what the printer says. While the host has suspended us it is lost, as in any full buffer.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (IsSuspended)
            return;
        int baudRate = (int)_port.BaudRate;
        if (!BaudMismatch.Fits(baudRate, _options.BaudRate))
            bytes = _mismatch.Garble(bytes.Length, _options.BaudRate, baudRate);
        TelnetWriter.WriteData(_output, bytes);
        Flush();
    }

    private void Obey(in ComPortRequest request)
    {
        if (request.Intent != ComPortIntent.Set)
            return;
        switch (request.Kind)
        {
            case ComPortRequestKind.BaudRate when request.Value is >= LowestBaudRate and <= HighestBaudRate:
                _port = _port with { BaudRate = request.Value };
                break;
            case ComPortRequestKind.Dtr:
                bool goesUp = request.On && !_port.Dtr;
                _port = _port with { Dtr = request.On };
                if (goesUp && _options.FollowsDtr)
                    _printer.Reset();
                break;
            case ComPortRequestKind.Rts:
                _port = _port with { Rts = request.On };
                break;
            case ComPortRequestKind.Break:
                _port = _port with { Break = request.On };
                break;
        }
    }

    private ReadOnlySpan<byte> FromHost(ReadOnlySpan<byte> bytes)
    {
        int baudRate = (int)_port.BaudRate;
        return BaudMismatch.Fits(baudRate, _options.BaudRate)
            ? bytes
            : _mismatch.Garble(bytes.Length, baudRate, _options.BaudRate);
    }

    private void Flush()
    {
        if (_output.WrittenCount > 0)
            _send(_output.WrittenSpan);
        _output.ResetWrittenCount();
    }
}
