using System.Net;

namespace Gantry.Cli.Service;

/// <summary>Whether the server still answers, for a watchdog: it is asked as everybody asks it, and looks into its database for that.</summary>
/// <param name="address">Where it listens on this machine.</param>
/// <param name="time">The clock.</param>
internal sealed class ServerPulse(Uri address, TimeProvider time) : IDisposable
{
    /// <summary>An answer that takes longer is none; twice that is less than the minute that the unit grants.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Made for the first question: where nobody watches, nothing is asked.</summary>
    private HttpClient? _http;

    /// <summary>Asks until it answers: one lost answer is no reason to end prints, a minute without any is.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        while (!await IsAnsweringAsync(cancellationToken))
            await Task.Delay(Pause, time, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _http?.Dispose();

    private async Task<bool> IsAnsweringAsync(CancellationToken cancellationToken)
    {
        _http ??= new HttpClient { Timeout = Limit };
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync(
                new Uri(address, "/fleet/v1/info"),
                cancellationToken
            );
            // That the database is away, or its disk full, is an answer: a new start would find it no better, and stop the prints.
            return answer.IsSuccessStatusCode
                || answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.InsufficientStorage;
        }
        catch (Exception e) when (e is HttpRequestException || IsLate(e, cancellationToken))
        {
            return false;
        }
    }

    private static bool IsLate(Exception e, CancellationToken cancellationToken) =>
        e is OperationCanceledException && !cancellationToken.IsCancellationRequested;
}
