using System.Runtime.CompilerServices;
using Gantry.Rfc2217;

namespace Gantry.Serial.Network;

/// <summary>A port behind an access server (RFC 2217).</summary>
/// <remarks>
/// Opening leaves DTR and RTS as the far end has them: on most printer boards a change resets the processor. There is no
/// RFC 2217 question for "sent all?", so <see cref="DrainAsync"/> asks for the baud rate: the answer comes when the far
/// end has read everything before the question.
/// </remarks>
internal sealed class Rfc2217Port : ISerialPort
{
    private readonly PortAddress _address;
    private readonly Rfc2217Link _link;
    private readonly SemaphoreSlim _control = new(1, 1);
    private bool? _dtr;
    private bool? _rts;

    public Rfc2217Port(PortAddress address, Rfc2217Link link)
    {
        _address = address;
        _link = link;
    }

    public string Address => _address.Text;

    public SerialSettings Settings { get; private set; } = new();

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? ReadCancellableAsync(buffer, cancellationToken) : _link.ReadAsync(buffer);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        ThrowIfWatching();
        cancellationToken.ThrowIfCancellationRequested();
        ValueTask pending = _link.WriteAsync(data);
        return pending.IsCompletedSuccessfully || !cancellationToken.CanBeCanceled
            ? pending
            : FinishWriteAsync(pending, cancellationToken);
    }

    public async ValueTask<SerialSettings> ConfigureAsync(SerialSettings wanted, CancellationToken cancellationToken)
    {
        ThrowIfWatching();
        using ControlTurn turn = await TurnAsync(cancellationToken);
        try
        {
            return Settings = await SetAsync(wanted, cancellationToken);
        }
        catch (SerialPortException e) when (e.Error == SerialError.SettingsRefused)
        {
            await _link.AskAsync(Rfc2217Settings.Requests(Settings), cancellationToken);
            throw;
        }
    }

    public async ValueTask<bool> SetModemLinesAsync(bool? dtr, bool? rts, CancellationToken cancellationToken)
    {
        ThrowIfWatching();
        using ControlTurn turn = await TurnAsync(cancellationToken);
        var requests = new List<ComPortRequest>(2);
        if (dtr is { } newDtr)
            requests.Add(ComPortRequest.SetDtr(newDtr));
        if (rts is { } newRts)
            requests.Add(ComPortRequest.SetRts(newRts));
        if (requests.Count == 0)
            return true;
        ComPortAnswer?[] answers = await ControlAsync([.. requests], cancellationToken);
        (_dtr, _rts) = (dtr ?? _dtr, rts ?? _rts);
        return !answers.Any(a => a is { Verdict: ComPortVerdict.Different, Value: not null });
    }

    public async ValueTask<ModemLines?> GetModemLinesAsync(CancellationToken cancellationToken)
    {
        using ControlTurn turn = await TurnAsync(cancellationToken);
        if (_dtr is null || _rts is null)
        {
            // pySerial's own server does not answer these questions; off is what it begins with.
            ComPortAnswer?[] told = await _link.AskAsync(
                [ComPortRequest.Query(ComPortRequestKind.Dtr), ComPortRequest.Query(ComPortRequestKind.Rts)],
                cancellationToken
            );
            _dtr ??= told[0]?.On ?? false;
            _rts ??= told[1]?.On ?? false;
        }
        if (_link.ModemState is null)
            await _link.AskAsync([ComPortRequest.Query(ComPortRequestKind.ModemStatePoll)], cancellationToken);
        return Lines(_link.ModemState ?? ModemState.None)
            | (_dtr == true ? ModemLines.Dtr : 0)
            | (_rts == true ? ModemLines.Rts : 0);
    }

    public async ValueTask SetBreakAsync(bool on, CancellationToken cancellationToken)
    {
        ThrowIfWatching();
        using ControlTurn turn = await TurnAsync(cancellationToken);
        await ControlAsync([ComPortRequest.SetBreak(on)], cancellationToken);
    }

    public async ValueTask PurgeAsync(PurgeTarget target, CancellationToken cancellationToken)
    {
        ThrowIfWatching();
        using ControlTurn turn = await TurnAsync(cancellationToken);
        await PurgeFarEndAsync(target, cancellationToken);
    }

    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        using ControlTurn turn = await TurnAsync(cancellationToken);
        ComPortAnswer?[] answers;
        do answers = await _link.AskAsync([ComPortRequest.Query(ComPortRequestKind.BaudRate)], cancellationToken);
        while (answers[0] is null && !_link.HasSentAll);
    }

    public async ValueTask DisposeAsync() => await _link.CloseAsync();

    /// <summary>The first settings, or those in use where the port is only watched; then an empty line.</summary>
    internal async Task SetUpAsync(SerialSettings wanted, CancellationToken cancellationToken)
    {
        if (_address.IsWatch)
        {
            Settings = Rfc2217Settings.Told(await _link.AskAsync(Rfc2217Settings.Questions, cancellationToken));
            return;
        }
        Settings = await SetAsync(wanted, cancellationToken);
        await PurgeFarEndAsync(PurgeTarget.Both, cancellationToken);
    }

    private async Task<SerialSettings> SetAsync(SerialSettings wanted, CancellationToken cancellationToken)
    {
        if (wanted.DataBits is < 5 or > 8 || wanted.BaudRate < 1)
            throw new SerialPortException(
                SerialError.SettingsRefused,
                $"{_address}: {wanted} is not a setting: it takes 5 to 8 data bits, and a baud rate."
            );
        ComPortRequest[] requests = Rfc2217Settings.Requests(wanted);
        if (_address.IgnoreSetControl)
        {
            _link.Send(requests[^1]);
            requests = requests[..^1];
        }
        ComPortAnswer?[] answers = await _link.AskAsync(requests, cancellationToken);
        return Rfc2217Settings.Judge(_address, wanted, answers);
    }

    /// <summary>A purge that is not answered was perhaps not done; nothing that is sent later depends on it.</summary>
    private Task<ComPortAnswer?[]> PurgeFarEndAsync(PurgeTarget target, CancellationToken cancellationToken) =>
        _link.AskAsync([ComPortRequest.Purge((ComPortPurge)target)], cancellationToken);

    private async Task<ComPortAnswer?[]> ControlAsync(ComPortRequest[] requests, CancellationToken cancellationToken)
    {
        if (_address.IgnoreSetControl)
        {
            _link.Send(requests);
            return [];
        }
        ComPortAnswer?[] answers = await _link.AskAsync(requests, cancellationToken);
        return answers.Contains(null)
            ? throw new SerialPortException(
                SerialError.Timeout,
                $"{_address}: the far end did not answer a control request within {_address.AnswerTimeout.TotalSeconds:0.#} s. "
                    + "esptool's server never does: add ?ign_set_control to the address."
            )
            : answers;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadCancellableAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ValueTask<int> pending = _link.ReadAsync(buffer);
        if (pending.IsCompleted)
            return await pending;
        await using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (link, token) => ((Rfc2217Link)link!).CancelRead(token),
            _link
        );
        return await pending;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FinishWriteAsync(ValueTask pending, CancellationToken cancellationToken)
    {
        await using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (link, token) => ((Rfc2217Link)link!).CancelWrite(token),
            _link
        );
        await pending;
    }

    private async ValueTask<ControlTurn> TurnAsync(CancellationToken cancellationToken)
    {
        await _control.WaitAsync(cancellationToken);
        return new ControlTurn(_control);
    }

    private void ThrowIfWatching()
    {
        if (_address.IsWatch)
            throw new SerialPortException(
                SerialError.NotPermitted,
                $"{_address} is only watched. Leave out mode=watch to write to it."
            );
    }

    private static ModemLines Lines(ModemState state) =>
        ((state & ModemState.Cts) != 0 ? ModemLines.Cts : 0)
        | ((state & ModemState.Dsr) != 0 ? ModemLines.Dsr : 0)
        | ((state & ModemState.Ri) != 0 ? ModemLines.Ri : 0)
        | ((state & ModemState.Cd) != 0 ? ModemLines.Dcd : 0);

    /// <summary>One control call at a time: answers carry no number by which two could be told apart.</summary>
    private readonly struct ControlTurn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
