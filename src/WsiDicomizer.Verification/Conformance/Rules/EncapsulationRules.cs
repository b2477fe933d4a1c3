using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance.Rules;

/// <summary>WSI14xx: items, offset tables, and the length of native pixel data.</summary>
internal static class EncapsulationRules
{
    private const string ItemsClause = "PS3.5 A.4";
    private const string ExtendedClause = "PS3.3 C.7.6.3.1.8";
    private const string Table = "offset table";
    private const string Pixels = "pixel data";

    /// <summary>Told by the walk over the file's bytes.</summary>
    public static readonly ConformanceRule Items = ConformanceRule.Error(
        "WSI1401", ItemsClause, "Encapsulated pixel data is an offset table, items and a delimiter");

    /// <summary>The group.</summary>
    public static RuleGroup Group { get; } = new("Encapsulation and offset tables")
    {
        Told = [Items],
        Instances =
        [
            new(ConformanceRule.Error(
                "WSI1402", ItemsClause, "Pixel data is encapsulated where the transfer syntax says so and only there"), CheckKind),
            new(ConformanceRule.Error(
                "WSI1403", ExtendedClause, "There is a basic or an extended offset table, not both"), CheckBoth),
            new(ConformanceRule.Error(
                "WSI1404", ItemsClause, "The basic offset table leads to the first item of each frame"), CheckBasicTable),
            new(ConformanceRule.Error(
                "WSI1405", ExtendedClause, "The extended offset table leads to the item of each frame"), CheckExtendedTable),
            new(ConformanceRule.Error(
                "WSI1406", ExtendedClause, "ExtendedOffsetTableLengths are the lengths of the frames"), CheckExtendedLengths),
            new(ConformanceRule.Error(
                "WSI1407", ExtendedClause, "With an extended offset table each frame is one fragment"), CheckExtendedFragments),
            new(ConformanceRule.Error(
                "WSI1408", ItemsClause, "There are enough fragments, and which belong to a frame can be told"), CheckFragmentCount),
            new(ConformanceRule.Error("WSI1409", ItemsClause, "Fragments have even lengths"), CheckEvenLengths),
            new(ConformanceRule.Error(
                "WSI1411", "PS3.5 8.1.1", "Native pixel data has the length of its frames"), CheckNativeLength),
        ],
        Frames =
        [
            new(ConformanceRule.Error(
                "WSI1410", ItemsClause, "A frame is one codestream from its first marker to its last, padded by one byte at most"),
                CheckMarkers),
        ],
    };

    private static PixelDataLayout? Encapsulated(Instance instance) =>
        instance.Layout.PixelData is { IsEncapsulated: true } pixels ? pixels : null;

    private static void CheckKind(Instance instance, RuleReport report)
    {
        if (instance.Layout.PixelData is { } pixels && pixels.IsEncapsulated != instance.Syntax.IsEncapsulated)
        {
            report.Add(Pixels, pixels.IsEncapsulated ? "it is in items" : "it is native");
        }
    }

    private static void CheckBoth(Instance instance, RuleReport report)
    {
        if (!instance.Dataset.Contains(DicomTag.ExtendedOffsetTable))
        {
            return;
        }

        if (instance.Layout.PixelData is { IsEncapsulated: false })
        {
            report.Add(Table, "native pixel data has none");
        }
        else if (Encapsulated(instance) is { BasicOffsetTable.Length: > 0 })
        {
            report.Add(Table, "beside an extended offset table the basic one is empty");
        }
    }

    private static void CheckBasicTable(Instance instance, RuleReport report)
    {
        if (Encapsulated(instance) is not { BasicOffsetTable.Length: > 0 } pixels)
        {
            return;
        }

        var table = pixels.BasicOffsetTable;
        if (instance.FrameCount is { } frames && table.Length != frames)
        {
            report.Add(Table, FormattableString.Invariant($"{table.Length} entries for {frames} frames"));
        }

        if (table[0] != 0)
        {
            report.Add(Table, "the first entry is not 0");
        }

        for (var index = 0; index < table.Length; index++)
        {
            if (pixels.Find(table[index]) < 0)
            {
                report.Add(Table, FormattableString.Invariant($"the entry of frame {index + 1} leads to no item"));
            }
            else if (index > 0 && table[index] <= table[index - 1])
            {
                report.Add(Table, FormattableString.Invariant($"the entry of frame {index + 1} does not ascend"));
            }
        }
    }

    private static void CheckExtendedTable(Instance instance, RuleReport report)
    {
        if (Encapsulated(instance) is not { } pixels || Numbers(instance, DicomTag.ExtendedOffsetTable) is not { } table)
        {
            return;
        }

        if (instance.FrameCount is { } frames && table.Length != frames)
        {
            report.Add(Table, FormattableString.Invariant($"{table.Length} entries for {frames} frames"));
        }

        for (var index = 0; index < table.Length; index++)
        {
            if (table[index] > long.MaxValue || pixels.Find((long)table[index]) < 0)
            {
                report.Add(Table, FormattableString.Invariant($"the entry of frame {index + 1} leads to no item"));
            }
            else if (index > 0 && table[index] <= table[index - 1])
            {
                report.Add(Table, FormattableString.Invariant($"the entry of frame {index + 1} does not ascend"));
            }
        }
    }

    private static void CheckExtendedLengths(Instance instance, RuleReport report)
    {
        if (Encapsulated(instance) is not { } pixels
            || Numbers(instance, DicomTag.ExtendedOffsetTable) is not { } table
            || Numbers(instance, DicomTag.ExtendedOffsetTableLengths) is not { } lengths)
        {
            return;
        }

        if (table.Length != lengths.Length)
        {
            report.Add(Table, "there are as many lengths as offsets");
            return;
        }

        for (var index = 0; index < table.Length; index++)
        {
            var item = table[index] > long.MaxValue ? -1 : pixels.Find((long)table[index]);

            // Makers differ on whether the byte of padding counts.
            if (item >= 0 && lengths[index] != pixels.Lengths[item] && lengths[index] + 1 != pixels.Lengths[item])
            {
                report.Add(Table, FormattableString.Invariant($"the length of frame {index + 1} is not that of its item"));
            }
        }
    }

    private static void CheckExtendedFragments(Instance instance, RuleReport report)
    {
        if (Encapsulated(instance) is { IsComplete: true } pixels && instance.Dataset.Contains(DicomTag.ExtendedOffsetTable)
            && instance.FrameCount is { } frames && pixels.FragmentCount != frames)
        {
            report.Add(Pixels, FormattableString.Invariant($"{pixels.FragmentCount} fragments for {frames} frames"));
        }
    }

    private static void CheckFragmentCount(Instance instance, RuleReport report)
    {
        if (Encapsulated(instance) is not { IsComplete: true } pixels || instance.FrameCount is not { } frames)
        {
            return;
        }

        if (pixels.FragmentCount < frames)
        {
            report.Add(Pixels, FormattableString.Invariant($"{pixels.FragmentCount} fragments for {frames} frames"));
        }
        else if (pixels.BasicOffsetTable.Length == 0 && FrameStarts.Of(instance) is null)
        {
            report.Add(Pixels, FormattableString.Invariant(
                $"{pixels.FragmentCount} fragments for {frames} frames and no offset table"));
        }
    }

    private static void CheckEvenLengths(Instance instance, RuleReport report)
    {
        if (Encapsulated(instance) is not { } pixels)
        {
            return;
        }

        for (var index = 0; index < pixels.FragmentCount; index++)
        {
            if ((pixels.Lengths[index] & 1) == 1)
            {
                report.Add(Pixels, FormattableString.Invariant($"fragment {index + 1}"));
            }
        }
    }

    private static void CheckMarkers(Instance instance, Frame frame, RuleReport report)
    {
        var isJpeg2000 = FrameReader.IsJpeg2000(instance.Syntax);
        if (!isJpeg2000 && !FrameReader.IsJpeg(instance.Syntax) && !FrameReader.IsJpegLs(instance.Syntax))
        {
            return;
        }

        // SOI and EOI, or SOC and EOC; both ends are FFD9.
        byte[] first = isJpeg2000 ? [0xFF, 0x4F] : [0xFF, 0xD8];
        if (!frame.Start.AsSpan().StartsWith(first))
        {
            report.Add(frame.Place, "it does not begin with SOI or SOC");
        }

        var isEnded = frame.End is [.., 0xFF, 0xD9];
        var isPadded = frame.End is [.., 0xFF, 0xD9, 0x00];
        if (!isEnded && !isPadded)
        {
            report.Add(frame.Place, "it does not end with EOI or EOC and at most one byte of padding, 00H");
        }
    }

    private static void CheckNativeLength(Instance instance, RuleReport report)
    {
        var dataset = instance.Dataset;
        if (instance.Layout.PixelData is not { IsEncapsulated: false } pixels || instance.Syntax.IsEncapsulated
            || dataset.Integer(DicomTag.BitsAllocated) is not { } bits || dataset.Integer(DicomTag.SamplesPerPixel) is not { } samples
            || dataset.Integer(DicomTag.Rows) is not { } rows || dataset.Integer(DicomTag.Columns) is not { } columns)
        {
            return;
        }

        // Each factor is a 16-bit number and the frames a 32-bit one: more than 64 bits are no length of a file.
        var length = (Int128)rows * columns * samples * (instance.FrameCount ?? 1) * bits / 8;
        if (length + (length & 1) != pixels.NativeLength)
        {
            report.Add(Pixels, FormattableString.Invariant($"{pixels.NativeLength} bytes where {length} were expected"));
        }
    }

    private static ulong[]? Numbers(Instance instance, DicomTag tag)
    {
        if (!instance.Dataset.TryGetDicomItem<DicomBytesElement>(tag, out var element)
            || element.Source.Length / 8 > instance.Limits.MaximumFragments)
        {
            return null;
        }

        try
        {
            return element.GetAll<ulong>();
        }
        catch (DicomDataException)
        {
            // No whole number of 64-bit values: a table that leads to no frame.
            return [];
        }
    }
}
