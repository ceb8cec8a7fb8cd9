using System.Globalization;
using System.Text.Json;
using Gantry.Fleet.Json;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Server.Cluster;
using Gantry.Server.Http;
using Gantry.Server.Problems;

namespace Gantry.Server.Endpoints.Printers;

/// <summary>What can be done with printers as a whole: connect, pause, cancel, clear the plate and the like.</summary>
internal static class PrinterActionEndpoints
{
    /// <summary>More printers than any farm that this is made for.</summary>
    private const int MostPrinters = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/printers").WithTags("printers");
        group
            .MapPost("/{id:long}/actions/{action}", Do)
            .Idempotent(LostAnswers.DoneAgain)
            .ForOwner()
            .Produces<PrinterView>(StatusCodes.Status202Accepted);
        group.MapPost("/actions", DoAll).Idempotent(LostAnswers.DoneAgain);
    }

    private static async Task<PrinterView> Do(
        long id,
        string action,
        HttpContext http,
        PrinterService printers,
        ActionBody? body = null
    )
    {
        PrinterView printer = await printers.Actions.DoAsync(
            http.Caller(),
            id,
            Read(action),
            (body ?? new ActionBody()).ToDetails(),
            http.RequestAborted
        );
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        return http.WithVersion(printer, printer.Version);
    }

    private static async Task<ActionResultsBody> DoAll(
        ActionsBody body,
        HttpContext http,
        PrinterService printers,
        NodeClient nodes
    )
    {
        if (body.Ids.Count is 0 or > MostPrinters)
            throw ApiException.Invalid("ids", $"Name 1 to {MostPrinters} printers.");
        PrinterAction action = Read(body.Action);
        var details = new ActionDetails
        {
            Verdict = body.Verdict,
            Reason = body.Reason ?? "",
            Requeue = body.Requeue ?? false,
        };
        Caller caller = http.Caller();
        CancellationToken stop = http.RequestAborted;
        // All at once: one printer that is slow to answer shall not keep an emergency stop from the others.
        return new ActionResultsBody(
            await Task.WhenAll(
                body.Ids.Distinct()
                    .Select(id =>
                        printers.OtherNodeOf(id) is { } node && http.Features.Get<NodeCallFeature>() is null
                            ? AskNodeAsync(caller, node, id, body, nodes, stop)
                            : DoOneAsync(caller, id, action, details, printers, stop)
                    )
            )
        );
    }

    private static async Task<ActionResultBody> DoOneAsync(
        Caller caller,
        long id,
        PrinterAction action,
        ActionDetails details,
        PrinterService printers,
        CancellationToken stop
    )
    {
        try
        {
            await printers.Actions.DoAsync(caller, id, action, details, stop);
            return new ActionResultBody(id, true, null);
        }
        catch (Exception e) when (ProblemMap.Find(e) is { } problem)
        {
            return new ActionResultBody(id, false, ProblemBody.From(problem, null));
        }
    }

    private static async Task<ActionResultBody> AskNodeAsync(
        Caller caller,
        string node,
        long id,
        ActionsBody body,
        NodeClient nodes,
        CancellationToken stop
    )
    {
        try
        {
            var one = new ActionBody
            {
                Verdict = body.Verdict,
                Reason = body.Reason,
                Requeue = body.Requeue,
            };
            string path = string.Create(
                CultureInfo.InvariantCulture,
                $"{FleetApi.Base}/printers/{id}/actions/{Uri.EscapeDataString(body.Action)}"
            );
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(one, FleetJson.Options);
            using HttpResponseMessage answer = await nodes.SendAsync(node, caller, "POST", path, json, stop);
            return answer.IsSuccessStatusCode
                ? new ActionResultBody(id, true, null)
                : new ActionResultBody(id, false, await NodeProblem.ReadAsync(answer, node, stop));
        }
        catch (Exception e) when (ProblemMap.Find(e) is { } problem)
        {
            return new ActionResultBody(id, false, ProblemBody.From(problem, null));
        }
    }

    private static PrinterAction Read(string word) =>
        Enum.TryParse(word, ignoreCase: true, out PrinterAction action) && char.IsAsciiLetter(word[0])
            ? action
            : throw ApiException.NotFound($"action '{word}'");
}
