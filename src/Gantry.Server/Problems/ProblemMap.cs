using System.Text.Json;
using Gantry.Fleet.Errors;
using Gantry.Storage;

namespace Gantry.Server.Problems;

/// <summary>Which problem an exception is. What is not listed is a fault of ours, and its words are nobody else's business.</summary>
internal static class ProblemMap
{
    public static ApiException? Find(Exception e) =>
        e switch
        {
            ApiException api => api,
            BadHttpRequestException bad => FromRequest(bad),
            FleetException fleet => FromFleet(fleet),
            StorageException storage => FromStorage(storage),
            _ => null,
        };

    private static ApiException FromRequest(BadHttpRequestException e) =>
        e.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => new ApiException(
                e.StatusCode,
                ProblemCode.TooLarge,
                "The body is larger than this address takes."
            ),
            StatusCodes.Status415UnsupportedMediaType => new ApiException(
                e.StatusCode,
                ProblemCode.MediaType,
                RequestWords.NotJson
            ),
            StatusCodes.Status408RequestTimeout => new ApiException(
                e.StatusCode,
                ProblemCode.Invalid,
                "The body came too slowly, or not at all."
            ),
            _ => new ApiException(
                StatusCodes.Status400BadRequest,
                ProblemCode.Invalid,
                e.InnerException is JsonException json ? JsonWords.Of(json) : RequestWords.Of(e)
            )
            {
                Errors = FieldOf(e.InnerException as JsonException),
            },
        };

    private static Dictionary<string, string[]>? FieldOf(JsonException? e) =>
        JsonWords.FieldOf(e) is { } field ? new Dictionary<string, string[]> { [field] = [JsonWords.Of(e!)] } : null;

    private static ApiException FromFleet(FleetException e)
    {
        (int status, string code) = e.Error switch
        {
            FleetError.NotFound => (StatusCodes.Status404NotFound, ProblemCode.NotFound),
            FleetError.Conflict => (StatusCodes.Status409Conflict, ProblemCode.Conflict),
            FleetError.VersionConflict => (StatusCodes.Status412PreconditionFailed, ProblemCode.VersionConflict),
            FleetError.NotAllowed => (StatusCodes.Status403Forbidden, ProblemCode.NotAllowed),
            FleetError.SignInNeeded => (StatusCodes.Status401Unauthorized, ProblemCode.SignInNeeded),
            FleetError.Quota => (StatusCodes.Status403Forbidden, ProblemCode.Quota),
            FleetError.PrinterRefused => (StatusCodes.Status409Conflict, ProblemCode.PrinterRefused),
            FleetError.FileRefused => (StatusCodes.Status422UnprocessableEntity, ProblemCode.FileRefused),
            FleetError.TooLarge => (StatusCodes.Status413PayloadTooLarge, ProblemCode.TooLarge),
            FleetError.NoSpace => (StatusCodes.Status507InsufficientStorage, ProblemCode.NoSpace),
            FleetError.CameraFailed => (StatusCodes.Status502BadGateway, ProblemCode.CameraFailed),
            FleetError.RateLimited => (StatusCodes.Status429TooManyRequests, ProblemCode.RateLimited),
            _ => (StatusCodes.Status400BadRequest, ProblemCode.Invalid),
        };
        return new ApiException(status, code, e.Message)
        {
            RetryAfter = e.RetryAfter,
            Errors = e.Fields.Count == 0 ? null : e.Fields.ToDictionary(f => f.Key, f => f.Value.ToArray()),
        };
    }

    private static ApiException FromStorage(StorageException e)
    {
        (int status, string code) = e switch
        {
            VersionConflictException => (StatusCodes.Status412PreconditionFailed, ProblemCode.VersionConflict),
            CallTakenOverException => (StatusCodes.Status409Conflict, ProblemCode.Conflict),
            NameTakenException => (StatusCodes.Status409Conflict, ProblemCode.NameTaken),
            StillInUseException => (StatusCodes.Status409Conflict, ProblemCode.StillInUse),
            ContentTooLargeException => (StatusCodes.Status413PayloadTooLarge, ProblemCode.TooLarge),
            NotEnoughSpaceException => (StatusCodes.Status507InsufficientStorage, ProblemCode.NoSpace),
            ContentMismatchException or PageCursorException => (StatusCodes.Status400BadRequest, ProblemCode.Invalid),
            ContentMissingException => (StatusCodes.Status404NotFound, ProblemCode.NotFound),
            StorageBusyException or StorageUnavailableException => (
                StatusCodes.Status503ServiceUnavailable,
                ProblemCode.Unavailable
            ),
            _ => (StatusCodes.Status400BadRequest, ProblemCode.Invalid),
        };
        return new ApiException(status, code, e.Message);
    }
}
