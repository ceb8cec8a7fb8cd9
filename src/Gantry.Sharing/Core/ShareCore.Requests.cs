using Gantry.Rfc2217;
using Gantry.Sharing.Clients;
using Gantry.Sharing.Ports;

namespace Gantry.Sharing.Core;

/// <content>What clients ask of the port, and what they are told of it.</content>
internal sealed partial class ShareCore
{
    public bool Carry(ShareClient client, in ComPortRequest request)
    {
        if (request.Kind == ComPortRequestKind.Purge && request.Intent == ComPortIntent.Set)
            return Purge(client, request);
        if (request.Kind is ComPortRequestKind.ModemStatePoll or ComPortRequestKind.LineStatePoll)
            return Poll(client);
        if (client != _writer || request.Intent != ComPortIntent.Set || !IsAboutPort(request.Kind) || _port is null)
        {
            if (request.Kind is ComPortRequestKind.ModemStateMask or ComPortRequestKind.LineStateMask)
                _modem?.Begin();
            return true;
        }
        Set(client, _port, request);
        return false;
    }

    public void SendBreak(ShareClient client)
    {
        if (_port is null)
            client.GoOn();
        else
            _port.SendBreak(client.GoOn);
    }

    public void DiscardUnsent() => _port?.DiscardUnsent();

    public void OnComPortActive(ShareClient client) => _modem?.Begin();

    public void Note(ShareClient client, in AccessServerEvent happened)
    {
        if (!_news.Wants(ShareEventKind.Request))
            return;
        string text =
            happened.Kind == AccessServerEventKind.Request
                ? $"{happened.Request.Kind} {happened.Request.Intent} {happened.Request.Value}"
                : $"{happened.Kind} {happened.Command} {happened.Option}";
        _news.Tell(ShareEventKind.Request, client.Address, text);
    }

    private static bool IsAboutPort(ComPortRequestKind kind) =>
        kind is >= ComPortRequestKind.BaudRate and <= ComPortRequestKind.FlowControl or > ComPortRequestKind.Purge;

    // By itself, as Carry is called for every question, and would make an object for each to hold what this needs.
    private void Set(ShareClient client, PortControl port, in ComPortRequest request) =>
        port.Carry(
            request,
            failure =>
            {
                OnCallDone(failure);
                if (_port is not null && _news.Settings != _port.State.Settings)
                    _news.Change(s => s with { Settings = _port.State.Settings });
                client.Finish();
            }
        );

    private bool Purge(ShareClient client, in ComPortRequest request)
    {
        var what = (ComPortPurge)request.Value;
        if (what != ComPortPurge.Transmit)
        {
            client.Feed.Discard();
            OnFeedChanged();
        }
        if (client != _writer || _port is null)
            return true;
        if (what != ComPortPurge.Receive)
            client.DiscardAhead();
        Purge(client, _port, what);
        return false;
    }

    private void Purge(ShareClient client, PortControl port, ComPortPurge what) =>
        port.Purge(
            what,
            failure =>
            {
                OnCallDone(failure);
                client.Finish();
            }
        );

    private bool Poll(ShareClient client)
    {
        if (_port is null)
            return true;
        _port.Look(client);
        return false;
    }

    private void Report(ModemState lines, LineState state)
    {
        for (int i = _clients.Count - 1; i >= 0; i--)
            if (i < _clients.Count)
                _clients[i].Report(lines, state);
    }

    private bool IsModemWanted()
    {
        foreach (ShareClient client in _clients)
            if (
                client.Session is { ComPortActive: true } session
                && session.ModemStateMask != 0 | session.LineStateMask != 0
            )
                return true;
        return false;
    }
}
