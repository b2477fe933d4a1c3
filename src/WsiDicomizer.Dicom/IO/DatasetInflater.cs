using System.IO.Compression;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Inflates a deflated data set into memory (PS3.5 A.5), within the limits.</summary>
internal static class DatasetInflater
{
    private const int ChunkBytes = 1 << 20;

    // What is small may be inflated however well it was deflated.
    private const long FreeBytes = 16 << 20;

    /// <summary>Inflates the rest of a file.</summary>
    /// <param name="context">The file.</param>
    /// <param name="start">The first deflated byte.</param>
    /// <returns>The bytes of the data set.</returns>
    /// <exception cref="DicomFileException">They are damaged, cut off, or beyond a limit.</exception>
    public static FileWindow Inflate(ReadContext context, long start)
    {
        var file = context.File;
        using var feed = new DeflatedFeed(file.Slice(start, file.Length - start));
        var output = new MemoryStream();
        try
        {
            Copy(context, feed, output, start);
        }
        catch (InvalidDataException exception)
        {
            throw new DicomFileException("the deflated data set is damaged", file.Path, start, exception);
        }

        if (feed.IsExhausted)
        {
            if (!context.MayTruncateAt(file.Length))
            {
                throw context.Damaged("the deflated data set is cut off", file.Length);
            }

            context.Truncate("the deflated data set is cut off", file.Length);
        }

        CheckRest(context, feed.Remaining);
        return new FileWindow(
            output.GetBuffer().AsMemory(0, (int)output.Length), file.Path, "counted in the inflated data set: ");
    }

    private static void Copy(ReadContext context, DeflatedFeed feed, MemoryStream output, long start)
    {
        var limits = context.Limits;
        var mostByRatio = Math.Max(FreeBytes, (context.File.Length - start) * limits.MaximumInflationRatio);
        using var inflater = new DeflateStream(feed, CompressionMode.Decompress, leaveOpen: true);
        var chunk = new byte[ChunkBytes];
        int count;
        while ((count = inflater.Read(chunk)) > 0)
        {
            if (output.Length + count > limits.MaximumInflatedBytes)
            {
                throw context.Limit(
                    $"the data set inflates to more than {nameof(limits.MaximumInflatedBytes)} = {limits.MaximumInflatedBytes}",
                    start);
            }

            if (output.Length + count > mostByRatio)
            {
                throw context.Limit(
                    "the data set inflates to more times its length than "
                    + $"{nameof(limits.MaximumInflationRatio)} = {limits.MaximumInflationRatio}",
                    start);
            }

            output.Write(chunk, 0, count);
        }
    }

    // PS3.5 A.5: one NUL may follow, to make the length even.
    private static void CheckRest(ReadContext context, long remaining)
    {
        var rest = context.File.Length - remaining;
        if (remaining == 0)
        {
            return;
        }

        if (remaining > FileWindow.WindowBytes
            || context.File.Read(rest, (int)remaining, "the end").ContainsAnyExcept((byte)0))
        {
            throw context.Damaged("bytes follow the deflated data set: expected the end of the file", rest);
        }

        if (remaining > 1)
        {
            context.Report(
                DicomDiagnosticCodes.TrailingZeros, "zero bytes follow the deflated data set: they were left out", rest);
        }
    }
}
