using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>What is wrong with the inputs of a run, counted; attributes and codes, never a value.</summary>
/// <remarks>Thread-safe. Source: PS3.5 6.2 and 6.4 (VR, VM), PS3.3 A.1.2 (Types).</remarks>
internal sealed class InputFaults
{
    private static readonly DicomTag[] Type1 =
    [
        DicomTag.SOPClassUID, DicomTag.SOPInstanceUID, DicomTag.StudyInstanceUID, DicomTag.SeriesInstanceUID, DicomTag.Modality,
    ];

    private static readonly DicomTag[] Type1OfImages =
    [
        DicomTag.SamplesPerPixel, DicomTag.PhotometricInterpretation, DicomTag.Rows, DicomTag.Columns, DicomTag.BitsAllocated,
        DicomTag.BitsStored, DicomTag.HighBit, DicomTag.PixelRepresentation,
    ];

    private readonly Lock _gate = new();
    private readonly Dictionary<InputFault, long> _counts = [];

    /// <summary>The faults and how often they occurred, in a fixed order.</summary>
    public IReadOnlyList<KeyValuePair<InputFault, long>> Counts
    {
        get
        {
            lock (_gate)
            {
                return [.. _counts.OrderBy(pair => pair.Key.Kind, StringComparer.Ordinal).ThenBy(pair => pair.Key.Tag)];
            }
        }
    }

    /// <summary>Counts what is wrong with a file.</summary>
    /// <param name="file">The file as it was read.</param>
    public void Add(DicomFile file)
    {
        var found = new List<InputFault>();
        foreach (var diagnostic in file.Diagnostics)
        {
            found.Add(new InputFault(diagnostic.Code, null));
        }

        var dataset = file.Dataset;
        var missing = dataset.Contains(DicomTag.PixelData) ? Type1.Concat(Type1OfImages) : Type1;
        found.AddRange(missing
            .Where(tag => !dataset.TryGetDicomItem<DicomElement>(tag, out var element) || element.Count == 0)
            .Select(tag => new InputFault("Type 1 without a value", tag)));
        Walk(dataset, found);
        lock (_gate)
        {
            foreach (var fault in found)
            {
                _counts[fault] = _counts.GetValueOrDefault(fault) + 1;
            }
        }
    }

    private static void Walk(DicomDataset dataset, List<InputFault> found)
    {
        foreach (var item in dataset)
        {
            if (!item.Tag.IsPrivate && DicomDictionary.Default.TryGetEntry(item.Tag, out var entry))
            {
                Check(item, entry, found);
            }

            foreach (var nested in (item as DicomSequence)?.Items ?? [])
            {
                Walk(nested, found);
            }
        }
    }

    private static void Check(DicomItem item, DicomDictionaryEntry entry, List<InputFault> found)
    {
        if (item.ValueRepresentation != DicomVR.UN && !Contains(entry.ValueRepresentations, item.ValueRepresentation))
        {
            found.Add(new InputFault("VR of another attribute", item.Tag));
        }
        else if (item is DicomElement { Count: > 0 } and not DicomBytesElement)
        {
            var count = ((DicomElement)item).Count;
            var vm = entry.ValueMultiplicity;
            if (count < vm.Minimum || count > vm.Maximum || (vm.Multiple > 1 && count % vm.Multiple != 0))
            {
                found.Add(new InputFault("number of values", item.Tag));
            }
        }
    }

    private static bool Contains(IReadOnlyList<DicomVR> allowed, DicomVR vr)
    {
        for (var index = 0; index < allowed.Count; index++)
        {
            if (allowed[index] == vr)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A kind of fault.</summary>
/// <param name="Kind">A code of <see cref="DicomDiagnosticCodes"/>, or a few words.</param>
/// <param name="Tag">The attribute; null for faults of the file.</param>
internal readonly record struct InputFault(string Kind, DicomTag? Tag);
