using Gantry.Server.Problems;
using Gantry.Storage.Files;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Gantry.Server.Uploads;

/// <summary>
/// A file that comes in with a call: as its body, or as the field <c>file</c> of a form. A form may hold nothing else, so that
/// no field can name anything of the server.
/// </summary>
internal sealed class IncomingFile : IAsyncDisposable
{
    private const string Field = "file";
    private const int MaxBoundary = 70;

    /// <summary>More than what stands around the file in a form: two boundaries, and the headers of a part (16 KiB at most).</summary>
    private const int AroundFile = 32 * 1024;

    private readonly Stream _body;
    private readonly MultipartReader? _form;

    private IncomingFile(Stream body, string name, MultipartReader? form, ExpectedContent expected) =>
        (_body, Name, _form, Expected) = (body, name, form, expected);

    /// <summary>The name that the form gives it; else one for a file without a name.</summary>
    public string Name { get; }

    /// <summary>What the caller said of its size: so that what is too large is refused before it comes.</summary>
    public ExpectedContent Expected { get; }

    /// <summary>Finds the file.</summary>
    /// <exception cref="ApiException">There is none, or it comes in another way.</exception>
    public static async Task<IncomingFile> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type))
            throw WrongType();
        if (type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase))
            return new IncomingFile(request.Body, "unnamed.gcode", null, new ExpectedContent(request.ContentLength));
        if (!type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            throw WrongType();
        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > MaxBoundary)
            throw Malformed();
        var form = new MultipartReader(boundary, request.Body);
        return await NextAsync(form, cancellationToken) is { } section
            ? new IncomingFile(section.Body, FileName(section), form, Around(request.ContentLength))
            : throw ApiException.Invalid(Field, "The form holds no file.");
    }

    /// <summary>Copies the bytes, to their end.</summary>
    public async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        try
        {
            await _body.CopyToAsync(destination, cancellationToken);
        }
        catch (Exception e)
            when (_form is not null && e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Malformed();
        }
        if (_form is not null && await NextAsync(_form, cancellationToken) is not null)
            throw ApiException.Invalid(Field, "The form holds more than one file. Send one after the other.");
    }

    public ValueTask DisposeAsync() => _body.DisposeAsync();

    private static ExpectedContent Around(long? form) => new() { AtLeast = Math.Max(0, (form ?? 0) - AroundFile) };

    private static async Task<MultipartSection?> NextAsync(MultipartReader form, CancellationToken cancellationToken)
    {
        try
        {
            return await form.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Malformed();
        }
    }

    private static string FileName(MultipartSection section)
    {
        if (
            !ContentDispositionHeaderValue.TryParse(
                section.ContentDisposition,
                out ContentDispositionHeaderValue? header
            )
            || HeaderUtilities.RemoveQuotes(header.Name) != Field
        )
            throw ApiException.Invalid(Field, "A form holds the file in the field 'file', and nothing else.");
        string name = HeaderUtilities
            .RemoveQuotes(header.FileNameStar.HasValue ? header.FileNameStar : header.FileName)
            .ToString();
        return name.Length > 0 ? name : "unnamed.gcode";
    }

    private static ApiException Malformed() =>
        new(
            StatusCodes.Status400BadRequest,
            ProblemCode.Invalid,
            "The form is not as RFC 7578 wants it, or it was cut off."
        );

    private static ApiException WrongType() =>
        new(
            StatusCodes.Status415UnsupportedMediaType,
            ProblemCode.MediaType,
            "A file is sent as application/octet-stream, or as the field 'file' of multipart/form-data."
        );
}
