using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WsiDicomizer.Dicom.Json;

/// <summary>Data sets as DICOM JSON and back (PS3.18 Annex F).</summary>
/// <remarks>
/// Text, numbers and tags come back as they were, including the digits of DS and IS; NaN comes back as a NaN. Not written:
/// group lengths and group 0002. SpecificCharacterSet becomes ISO_IR 192, whatever it was, as JSON is UTF-8. Thread-safe. Where writing
/// fails, what is written so far is no JSON.
/// </remarks>
public static class DicomJson
{
    /// <summary>Writes a data set as one object.</summary>
    /// <param name="writer">Where to; not flushed.</param>
    /// <param name="dataset">The data set.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="DicomDataException">It nests too deep, a value is too long to be inline, or is no Unicode.</exception>
    public static void Write(Utf8JsonWriter writer, DicomDataset dataset, DicomJsonWriterOptions? options = null) =>
        new DicomJsonWriter(writer, options ?? DicomJsonWriterOptions.Default).Write(dataset);

    /// <summary>Writes a data set as one object.</summary>
    /// <param name="stream">Where to, in UTF-8.</param>
    /// <param name="dataset">The data set.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="DicomDataException">As for the other overload.</exception>
    public static void Write(Stream stream, DicomDataset dataset, DicomJsonWriterOptions? options = null)
    {
        using var writer = new Utf8JsonWriter(stream, ToJsonOptions(options));
        Write(writer, dataset, options);
    }

    /// <summary>Writes data sets as one array, as QIDO-RS and WADO-RS answer.</summary>
    /// <param name="stream">Where to, in UTF-8; brought there data set by data set.</param>
    /// <param name="datasets">The data sets.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="DicomDataException">As for the other overloads.</exception>
    public static void Write(Stream stream, IEnumerable<DicomDataset> datasets, DicomJsonWriterOptions? options = null)
    {
        using var writer = new Utf8JsonWriter(stream, ToJsonOptions(options));
        writer.WriteStartArray();
        foreach (var dataset in datasets)
        {
            Write(writer, dataset, options);
            writer.Flush();
        }

        writer.WriteEndArray();
    }

    /// <summary>A data set as the text of one object.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="DicomDataException">As for <see cref="Write(Stream, DicomDataset, DicomJsonWriterOptions?)"/>.</exception>
    public static string ConvertDicomToJson(DicomDataset dataset, DicomJsonWriterOptions? options = null)
    {
        using var stream = new MemoryStream();
        Write(stream, dataset, options);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Reads one data set: an object, or an array that holds one object.</summary>
    /// <param name="json">UTF-8, with or without a byte order mark.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="DicomJsonException">It is no DICOM JSON, holds no or several data sets, or asks for too much.</exception>
    public static DicomDataset Read(ReadOnlySpan<byte> json, DicomJsonReaderOptions? options = null) =>
        ReadAll(json, options) is [var dataset]
            ? dataset
            : throw new DicomJsonException("expected one data set", offset: 0, line: 1, string.Empty);

    /// <summary>Reads one data set: an object, or an array that holds one object.</summary>
    /// <param name="stream">UTF-8; read to its end, or to the limit.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="DicomJsonException">As for the other overload.</exception>
    public static DicomDataset Read(Stream stream, DicomJsonReaderOptions? options = null) =>
        Read(ReadBytes(stream, (options ?? DicomJsonReaderOptions.Default).Limits), options);

    /// <summary>Reads data sets: an array of objects, or one object.</summary>
    /// <param name="json">UTF-8, with or without a byte order mark.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>None for an empty array.</returns>
    /// <exception cref="DicomJsonException">It is no DICOM JSON, or asks for too much.</exception>
    public static IReadOnlyList<DicomDataset> ReadAll(ReadOnlySpan<byte> json, DicomJsonReaderOptions? options = null)
    {
        options ??= DicomJsonReaderOptions.Default;
        if (json.Length > options.Limits.MaximumBytes)
        {
            throw TooLong(options.Limits);
        }

        return new DicomJsonReader(json, options).ReadDocument();
    }

    /// <summary>Reads data sets: an array of objects, or one object.</summary>
    /// <param name="stream">UTF-8; read to its end, or to the limit.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="DicomJsonException">As for the other overload.</exception>
    public static IReadOnlyList<DicomDataset> ReadAll(Stream stream, DicomJsonReaderOptions? options = null) =>
        ReadAll(ReadBytes(stream, (options ?? DicomJsonReaderOptions.Default).Limits), options);

    /// <summary>The data set of the text of one object.</summary>
    /// <param name="json">The text.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="DicomJsonException">As for <see cref="Read(ReadOnlySpan{byte}, DicomJsonReaderOptions?)"/>.</exception>
    public static DicomDataset ConvertJsonToDicom(string json, DicomJsonReaderOptions? options = null) =>
        Read(Encoding.UTF8.GetBytes(json), options);

    // Nothing of it goes into a page of HTML: names stay readable.
    private static JsonWriterOptions ToJsonOptions(DicomJsonWriterOptions? options) => new()
    {
        Indented = options?.Indented ?? false,
        MaxDepth = 3 * ((options ?? DicomJsonWriterOptions.Default).Limits.MaximumDepth + 2),
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static byte[] ReadBytes(Stream stream, DicomJsonLimits limits)
    {
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            if (content.Length + count > limits.MaximumBytes)
            {
                throw TooLong(limits);
            }

            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }

    private static DicomJsonException TooLong(DicomJsonLimits limits) => new(
        $"the JSON is longer than {nameof(DicomJsonLimits.MaximumBytes)} = {limits.MaximumBytes}", limits.MaximumBytes, 1, string.Empty);
}
