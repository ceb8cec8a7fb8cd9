using Gantry.Fleet.People;
using Gantry.Server.Problems;
using Gantry.Storage;
using Gantry.Storage.Cluster;

namespace Gantry.Server.Cluster;

/// <summary>Calls other nodes, at the address that they say in the database.</summary>
internal sealed class NodeClient : IDisposable
{
    /// <summary>Until the head of the answer is there: longer than any action of a printer takes.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(3);

    private readonly GantryStorage _storage;
    private readonly NodeTickets _tickets;
    private readonly HttpClient _http;

    public NodeClient(GantryStorage storage, NodeTickets tickets)
    {
        (_storage, _tickets) = (storage, tickets);
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectTimeout = ConnectLimit,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Sends a call to a node; done when the head of the answer is there.</summary>
    /// <exception cref="ApiException">The node does not answer.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        string node,
        Caller caller,
        string method,
        string pathAndQuery,
        byte[] body,
        CancellationToken stop
    )
    {
        NodeRecord record =
            await _storage.Store.ReadAsync(s => s.Nodes.FindAsync(node, stop), stop)
            ?? throw Away(node, "it has not said where it can be reached");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(AnswerLimit);
        try
        {
            using var call = new HttpRequestMessage(
                new HttpMethod(method),
                new Uri(new Uri(record.Address), pathAndQuery)
            );
            if (body.Length > 0)
            {
                call.Content = new ByteArrayContent(body);
                call.Content.Headers.ContentType = new("application/json");
            }
            call.Headers.TryAddWithoutValidation(
                NodeTickets.Header,
                _tickets.Seal(node, caller, method, call.RequestUri!.PathAndQuery, body)
            );
            return await _http.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        }
        catch (HttpRequestException e)
        {
            throw Away(node, e.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw Away(
                node,
                $"no answer within {AnswerLimit.TotalSeconds:0} seconds; what was asked may be done all the same"
            );
        }
    }

    public void Dispose() => _http.Dispose();

    private static ApiException Away(string node, string why) =>
        new(
            StatusCodes.Status503ServiceUnavailable,
            ProblemCode.Unavailable,
            $"Node {node}, which drives this printer, does not answer ({why}). If it is gone, another node takes its printers over in a few seconds; try again then."
        )
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };
}
