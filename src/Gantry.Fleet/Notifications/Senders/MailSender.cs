using System.Net;
using System.Net.Mail;
using System.Web;

namespace Gantry.Fleet.Notifications.Senders;

/// <summary>Sends mail: <c>smtp://user@host:587?from=gantry@example.org&amp;to=lab@example.org</c>, with TLS by STARTTLS.</summary>
internal static class MailSender
{
    private const int SubmissionPort = 587;

    public static async Task SendAsync(NoticeChannel channel, string? secret, Notice notice, CancellationToken stop)
    {
        var uri = new Uri(channel.Url);
        var query = HttpUtility.ParseQueryString(uri.Query);
        string user = Uri.UnescapeDataString(uri.UserInfo);
        string from = query["from"] ?? (user.Contains('@', StringComparison.Ordinal) ? user : $"gantry@{uri.Host}");
        string to =
            query["to"]
            ?? throw new FormatException("The address of the channel names no receiver: add ?to=NAME@HOST.");
        using var mail = new MailMessage(from, to)
        {
            Subject = Line(notice.Title),
            Body = $"{notice.Text}\n\n{notice.At:yyyy-MM-dd HH:mm} UTC\n",
        };
        IPAddress[] all = await AddressRules.ResolveAsync(uri.Host, stop);
        IPAddress? good = all.FirstOrDefault(a => AddressRules.IsAllowed(a, channel.AllowLocal));
        if (good is null || !all.All(a => AddressRules.IsAllowed(a, channel.AllowLocal)))
            throw new HttpRequestException(
                $"{uri.Host} is in the local network, where notices go only when an administrator allows it for this channel."
            );
        // Without TLS only where nothing secret is sent.
        bool isSecure = uri.Scheme == "smtps" || secret is not null;
        // With TLS the certificate says that it is the host that was named; without, the address that was judged is called.
        using var client = new SmtpClient(
            isSecure ? uri.Host : good.ToString(),
            uri.Port > 0 ? uri.Port : SubmissionPort
        )
        {
            EnableSsl = isSecure,
        };
        if (secret is not null)
            client.Credentials = new NetworkCredential(user, secret);
        await client.SendMailAsync(mail, stop);
    }

    /// <summary>A subject is one line, whatever a printer is called.</summary>
    private static string Line(string text) => new([.. text.Where(c => !char.IsControl(c)).Take(150)]);
}
