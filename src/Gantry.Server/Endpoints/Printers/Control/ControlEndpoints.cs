using Gantry.Fleet.Printers;
using Gantry.Printing.Control;
using Gantry.Printing.Jobs;
using Gantry.Server.Http;
using Gantry.Server.Problems;

namespace Gantry.Server.Endpoints.Printers.Control;

/// <summary>Moving, heating and talking to a printer by hand.</summary>
internal static class ControlEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/printers/{id:long}").WithTags("control").ForOwner();
        group.MapPost("/temperature", SetTemperature);
        group.MapPost("/jog", Jog);
        group.MapPost("/home", Home);
        group.MapPost("/fan", SetFan);
        group.MapPost("/factors", SetFactors);
        group.MapPost("/extrude", Extrude);
        group.MapPost("/motorsOff", SwitchMotorsOff);
        group.MapPost("/scripts/{name}", RunScript);
        group.MapPost("/prompt", Answer);
        group
            .MapPost("/commands", Send)
            .Idempotent(LostAnswers.Commands)
            .Produces<CommandsAnswerBody>()
            .Produces<CommandsAnswerBody>(StatusCodes.Status202Accepted);
    }

    private static Task<IResult> SetTemperature(
        long id,
        TemperatureBody body,
        HttpContext http,
        PrinterService printers
    ) =>
        DoneAsync(
            printers.Control.SetTemperatureAsync(http.Caller(), id, body.Heater, body.Target, http.RequestAborted)
        );

    private static Task<IResult> Jog(long id, JogBody body, HttpContext http, PrinterService printers)
    {
        var move = new JogMove(body.X, body.Y, body.Z, body.Feedrate, body.Relative ?? true);
        return DoneAsync(printers.Control.JogAsync(http.Caller(), id, move, body.E, http.RequestAborted));
    }

    private static Task<IResult> Home(long id, HomeBody body, HttpContext http, PrinterService printers) =>
        DoneAsync(printers.Control.HomeAsync(http.Caller(), id, ReadAxes(body.Axes), http.RequestAborted));

    private static Task<IResult> SetFan(long id, FanBody body, HttpContext http, PrinterService printers) =>
        DoneAsync(printers.Control.SetFanAsync(http.Caller(), id, body.Percent, http.RequestAborted));

    private static Task<IResult> SetFactors(long id, FactorsBody body, HttpContext http, PrinterService printers) =>
        DoneAsync(printers.Control.SetFactorsAsync(http.Caller(), id, body.Feed, body.Flow, http.RequestAborted));

    private static Task<IResult> Extrude(long id, ExtrudeBody body, HttpContext http, PrinterService printers) =>
        DoneAsync(printers.Control.ExtrudeAsync(http.Caller(), id, body.Mm, body.Feedrate, http.RequestAborted));

    private static Task<IResult> SwitchMotorsOff(long id, HttpContext http, PrinterService printers) =>
        DoneAsync(printers.Control.SwitchMotorsOffAsync(http.Caller(), id, http.RequestAborted));

    private static Task<IResult> RunScript(long id, string name, HttpContext http, PrinterService printers) =>
        DoneAsync(printers.Control.RunScriptAsync(http.Caller(), id, name, http.RequestAborted));

    private static async Task<IResult> Answer(long id, PromptBody body, HttpContext http, PrinterService printers)
    {
        await printers.Control.AnswerAsync(http.Caller(), id, body.Id, body.Choice, http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<CommandsAnswerBody> Send(
        long id,
        CommandsBody body,
        HttpContext http,
        PrinterService printers
    )
    {
        CommandsOutcome outcome = await printers.Control.SendAsync(http.Caller(), id, body.Lines, http.RequestAborted);
        if (outcome.Note is not null)
            http.Response.StatusCode = StatusCodes.Status202Accepted;
        return new CommandsAnswerBody(outcome.Answers, outcome.Note is null, outcome.Note);
    }

    /// <summary>What is sent and not acknowledged yet will be done: that is no refusal.</summary>
    private static async Task<IResult> DoneAsync(Task<string?> done) =>
        await done is { } note
            ? TypedResults.Json(new NoteBody(note), statusCode: StatusCodes.Status202Accepted)
            : TypedResults.NoContent();

    private static AxisSet ReadAxes(IReadOnlyList<string>? axes)
    {
        if (axes is null or [])
            return AxisSet.X | AxisSet.Y | AxisSet.Z;
        AxisSet set = AxisSet.None;
        foreach (string axis in axes)
            set |= axis switch
            {
                "x" => AxisSet.X,
                "y" => AxisSet.Y,
                "z" => AxisSet.Z,
                _ => throw ApiException.Invalid("axes", $"'{axis}' is no axis: write x, y or z."),
            };
        return set;
    }
}
