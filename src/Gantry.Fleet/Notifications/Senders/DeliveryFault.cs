using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Gantry.Fleet.Notifications.Senders;

/// <summary>Says in words why a notice did not arrive, and what to do.</summary>
internal static class DeliveryFault
{
    /// <summary>What has happened.</summary>
    public static string Tell(Exception e)
    {
        // What lies at the bottom says more than its wrappings.
        for (Exception? at = e; at is not null; at = at.InnerException)
            if (Known(at) is { } words)
                return words;
        return e.Message;
    }

    private static string? Known(Exception e) =>
        e switch
        {
            OperationCanceledException => "It did not answer in time. Is the port right?",
            SocketException socket => Socket(socket.SocketErrorCode),
            AuthenticationException tls =>
                $"TLS could not be agreed on: {tls.Message} Is the port one for TLS, and does the certificate fit the host?",
            EndOfStreamException => "The far end broke the connection off without an answer. Is the port right?",
            HttpRequestException { StatusCode: { } status } => Http(status),
            SmtpFailedRecipientException one => $"The mail server refuses the receiver: {one.Message}",
            // .NET goes on without a sign-in that was refused (535); the server then refuses the mail (530).
            SmtpException { StatusCode: SmtpStatusCode.MustIssueStartTlsFirst } =>
                "The mail server lets nobody in like this: user name or password are wrong or missing, or it wants encryption.",
            SmtpException { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: null } mail =>
                $"The mail server did not take it: {mail.Message}",
            _ => null,
        };

    private static string? Socket(SocketError error) =>
        error switch
        {
            SocketError.ConnectionRefused =>
                "The connection was refused: nothing listens there, or a firewall is before it.",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
                "The host is not known. Is its name right, and can this machine resolve it?",
            SocketError.HostUnreachable or SocketError.NetworkUnreachable =>
                "There is no way to the host from this machine.",
            SocketError.TimedOut => "It did not answer in time. Is the port right?",
            SocketError.ConnectionReset => "The far end broke the connection off.",
            _ => null,
        };

    private static string Http(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                $"The far end answered {(int)status}: the token is missing, or it is not taken.",
            HttpStatusCode.NotFound => "The far end answered 404: there is nothing at this address.",
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest =>
                $"The far end answered {(int)status}: it wants another address, and redirects are not followed.",
            _ => $"The far end answered {(int)status}.",
        };
}
