using Gantry.Sharing.Clients;
using Gantry.Sharing.Policies;

namespace Gantry.Sharing.Core;

/// <content>Who has the port, who watches, who is sent away.</content>
internal sealed partial class ShareCore
{
    private void LetWrite(ShareClient client)
    {
        _writer = client;
        client.Become(ClientRole.Writer);
        _news.Change(s => s with { Holder = new ShareHolder(client.Address, _news.Now), Watchers = CountWatchers() });
        _news.Tell(ShareEventKind.ClientWrites, client.Address, $"has the port ({client.Protocol})");
        _port!.Begin(OnCallDone);
    }

    private void LetWatch(ShareClient client)
    {
        if (_writer == client)
            TakeLease();
        client.Become(ClientRole.Watcher);
        _news.Change(s => s with { Watchers = CountWatchers() });
        _news.Tell(ShareEventKind.ClientWatches, client.Address, $"watches ({client.Protocol})");
    }

    private void Contend(ShareClient client, ShareClient holder)
    {
        ShareHolder held = _news.Current.Holder!;
        bool givesWay =
            Options.Takeover == TakeoverPolicy.Newest
            && Options.MayBeTakenOver?.Invoke(_definition.Name, held) != false;
        if (givesWay || holder.IsLeaving)
        {
            holder.SendAway($"{_definition.Name} was taken over by {client.Address}.");
            LetWrite(client);
            return;
        }
        Refuse(
            client,
            $"{_definition.Name} is in use by {held.Address} since {held.Since:yyyy-MM-dd HH:mm:ss} UTC. Connect with mode=watch to watch."
        );
    }

    private void Refuse(ShareClient client, string text)
    {
        _clients.Remove(client);
        _news.Tell(ShareEventKind.ClientRefused, client.Address, text);
        client.SendAway(text);
    }

    private void TakeLease()
    {
        _writer = null;
        _news.Change(s => s with { Holder = null });
        _port?.End();
    }
}
