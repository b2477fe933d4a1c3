using System.Buffers.Binary;
using WsiDicomizer.InPlace.Ini;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.HamamatsuVms;

/// <summary>Bytes of the other files that no reader knows a meaning of: level IV leaves nothing in them.</summary>
/// <remarks>
/// Of the OptimisationFile's records of 40 bytes only the first 8 are read; an NGR file may have room before its pixels and
/// behind them. Source: formats.md 3.
/// </remarks>
internal static class VmsSlack
{
    private const int RecordBytes = 40;
    private const int OffsetBytes = 8;
    private const int NgrHeaderBytes = 28;
    private const int NgrPixelBytes = 6;

    /// <summary>Plans it.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="lines">The index.</param>
    public static void Plan(PlanContext context, IReadOnlyList<IniLine> lines)
    {
        if (!context.Reaches(AnonymizationLevel.IV))
        {
            return;
        }

        var tables = lines.Where(line => line.Key == "OptimisationFile").Select(line => line.Value).ToHashSet(StringComparer.Ordinal);
        for (var i = 1; i < context.Slide.Files.Count; i++)
        {
            if (tables.Contains(Path.GetFileName(context.Slide.Files[i])))
            {
                PlanTable(context, i);
            }
            else
            {
                PlanNgr(context, i);
            }
        }
    }

    private static void PlanTable(PlanContext context, int fileIndex)
    {
        var length = context.Open(fileIndex).Length;
        if (length > context.Limits.MaxTextBytes)
        {
            throw new AnonymizationException(
                $"the table of restart markers has {length} bytes; the limit is {context.Limits.MaxTextBytes}");
        }

        var table = context.Read(fileIndex, new ByteRange(0, length));
        for (var at = 0; at < table.Length; at += RecordBytes)
        {
            var start = Math.Min(table.Length, at + OffsetBytes);
            table.AsSpan(start, Math.Min(RecordBytes - OffsetBytes, table.Length - start)).Clear();
        }

        context.Write(fileIndex, 0, table);
    }

    private static void PlanNgr(PlanContext context, int fileIndex)
    {
        var file = context.Open(fileIndex);
        var header = new byte[NgrHeaderBytes];
        if (file.ReadUpTo(0, header) < NgrHeaderBytes || !header.AsSpan().StartsWith("GN"u8))
        {
            return;
        }

        long width = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4));
        long height = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8));
        long start = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(24));
        var end = start + (width * height * NgrPixelBytes);
        if (width < 1 || height < 1 || start < NgrHeaderBytes || end > file.Length)
        {
            throw new AnonymizationException($"file {fileIndex + 1} of the slide is no longer the NGR file that it was");
        }

        context.Zero(fileIndex, new ByteRange(NgrHeaderBytes, start - NgrHeaderBytes), PatchStage.Texts);
        context.Zero(fileIndex, new ByteRange(end, file.Length - end), PatchStage.Texts);
    }
}
