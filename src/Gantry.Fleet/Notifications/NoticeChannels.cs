using System.Net.Mail;
using System.Web;
using Gantry.Fleet.Errors;
using Gantry.Fleet.Settings;
using Gantry.Storage;

namespace Gantry.Fleet.Notifications;

/// <summary>The channels in the database, and what is wrong with those that somebody wants.</summary>
internal static class NoticeChannels
{
    private const int Most = 50;

    /// <summary>RFC 8314, 3.3.</summary>
    private const int ImplicitTlsPort = 465;

    /// <summary>Sets all channels; secrets go into their own place.</summary>
    public static async Task SetAsync(
        IStoreSession s,
        IReadOnlyList<NoticeChannel> before,
        IReadOnlyList<NoticeChannelEdit> wanted,
        string by,
        CancellationToken stop
    )
    {
        if (wanted.Count > Most)
            throw FleetException.Invalid("notifications", $"At most {Most} channels can be kept.");
        var after = new List<NoticeChannel>();
        foreach (NoticeChannelEdit edit in wanted)
        {
            NoticeChannel? old = before.FirstOrDefault(c => c.Id == edit.Id);
            var channel = new NoticeChannel
            {
                Id = old?.Id ?? Guid.NewGuid().ToString("N"),
                Kind = edit.Kind,
                Url = edit.Url.Trim(),
                Events = edit.Events,
                AllowLocal = edit.AllowLocal,
                Enabled = edit.Enabled,
                HasSecret = edit.Secret is { } secret ? secret.Length > 0 : old?.HasSecret ?? false,
            };
            // A secret that was given to one address must not go to another one by a change of the address alone.
            if (old is not null && edit.Secret is null && HostOf(old.Url) != HostOf(channel.Url))
            {
                channel = channel with { HasSecret = false };
                await s.Secrets.RemoveAsync(channel.SecretName, stop);
            }
            if (edit.Secret is { Length: > 0 } set)
                await s.Secrets.SetAsync(channel.SecretName, set, by, stop);
            else if (edit.Secret is not null)
                await s.Secrets.RemoveAsync(channel.SecretName, stop);
            after.Add(channel);
        }
        foreach (NoticeChannel gone in before.Where(b => after.All(a => a.Id != b.Id)))
        {
            await s.Secrets.RemoveAsync(gone.SecretName, stop);
            await s.Outbox.ForgetAsync(gone.Id, stop);
        }
        await SettingBooks.SetAsync(s, SettingBooks.Notifications, after, by, stop);
    }

    public static void Check(NoticeChannelEdit channel, FieldErrors errors)
    {
        string[] schemes = channel.Kind switch
        {
            ChannelKind.Email => ["smtp", "smtps"],
            ChannelKind.Mqtt => ["mqtt", "mqtts"],
            _ => ["http", "https"],
        };
        bool isUri = Uri.TryCreate(channel.Url.Trim(), UriKind.Absolute, out Uri? uri);
        errors.Require(
            isUri && schemes.Contains(uri!.Scheme) && uri.Host.Length > 0,
            "notifications.url",
            $"'{channel.Url}' does not fit. Expected {string.Join(":// or ", schemes)}:// with a host."
        );
        errors.Require(
            !isUri || !uri!.UserInfo.Contains(':', StringComparison.Ordinal),
            "notifications.url",
            "Leave the password out of the address; it goes into the secret."
        );
        if (isUri && channel.Kind == ChannelKind.Mqtt)
            errors.Require(
                uri!.AbsolutePath.Trim('/').Length > 0 && uri.AbsolutePath.IndexOfAny(['#', '+']) < 0,
                "notifications.url",
                "Expected a topic behind the host, as mqtt://broker/gantry/notices."
            );
        if (isUri && channel.Kind == ChannelKind.Email)
            CheckMail(uri!, errors);
        foreach (string kind in channel.Events)
            errors.Require(
                NoticeKinds.All.Contains(kind),
                "notifications.events",
                $"There is nothing called '{kind}'. Known are {string.Join(", ", NoticeKinds.All)}."
            );
        errors.Require(
            channel.Secret is null or { Length: <= 4096 },
            "notifications.secret",
            "At most 4096 characters."
        );
    }

    private static void CheckMail(Uri uri, FieldErrors errors)
    {
        var query = HttpUtility.ParseQueryString(uri.Query);
        string[] receivers = (query["to"] ?? "").Split(',', StringSplitOptions.TrimEntries);
        errors.Require(
            receivers.All(r => MailAddress.TryCreate(r, out _)),
            "notifications.url",
            "Expected who gets the mail, as ?to=lab@example.org at the end; several with commas between."
        );
        errors.Require(
            query["from"] is not { } from || MailAddress.TryCreate(from, out _),
            "notifications.url",
            $"'{query["from"]}' is no address that mail can come from."
        );
        errors.Require(
            uri.Port != ImplicitTlsPort,
            "notifications.url",
            "Port 465 wants TLS from the first byte, which gantry does not speak. Use the port for STARTTLS, mostly 587."
        );
    }

    private static string HostOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) ? uri.Authority : url;
}
