using Microsoft.AspNetCore.Connections;

namespace Gantry.Server.Problems;

/// <summary>Makes a problem of every exception, and of every refusal that has no body yet.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            await DescribeAsync(context);
        }
        catch (Exception e)
            when (context.RequestAborted.IsCancellationRequested
                || e is ConnectionResetException or ConnectionAbortedException
            )
        {
            // Nobody is there any more to be told.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, e);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception e)
    {
        ApiException? problem = ProblemMap.Find(e);
        if (problem is null)
        {
            LogFault(logger, e, context.Request.Method, context.Request.Path);
            problem = new ApiException(
                StatusCodes.Status500InternalServerError,
                ProblemCode.InternalError,
                "Something went wrong in Gantry; its log says more."
            );
        }
        context.Response.Clear();
        Security.SecurityHeaders.Apply(context.Response);
        await ProblemWriter.WriteAsync(context, problem);
    }

    /// <summary>The router answers unknown methods and media types with a bare status.</summary>
    private static Task DescribeAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        if (response.HasStarted || response.StatusCode < 400 || response.ContentType is not null)
            return Task.CompletedTask;
        string code = response.StatusCode switch
        {
            StatusCodes.Status404NotFound => ProblemCode.NotFound,
            StatusCodes.Status405MethodNotAllowed => ProblemCode.MethodNotAllowed,
            StatusCodes.Status415UnsupportedMediaType => ProblemCode.MediaType,
            StatusCodes.Status413PayloadTooLarge => ProblemCode.TooLarge,
            _ => ProblemCode.Invalid,
        };
        return ProblemWriter.WriteAsync(context, response.StatusCode, code, RequestWords.Of(context));
    }

    [LoggerMessage(1, LogLevel.Error, "{method} {path} failed")]
    private static partial void LogFault(ILogger logger, Exception e, string method, string path);
}
