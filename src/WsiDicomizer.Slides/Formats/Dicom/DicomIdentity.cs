using System.Globalization;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides.Icc;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>Every place where the files of a DICOM slide hold identity, or may.</summary>
/// <remarks>
/// An attribute is exempt only where <see cref="DicomHarmless"/> knows it and its value. Places are tag paths with items
/// counted from 1: <c>(0040,0560)[1].(0040,0551)</c>. Not found here: comments inside the streams of frames, which
/// conversion drops.
/// </remarks>
internal sealed class DicomIdentity
{
    private readonly List<IdentityRecord> _records = [];
    private DicomInstance _instance;
    private int _fileIndex;

    private DicomIdentity(DicomInstance first) => _instance = first;

    /// <summary>Finds the records, file by file: its name, its picture, what is before the data set, the data set.</summary>
    /// <param name="instances">The slide's files.</param>
    /// <exception cref="SlideFormatException">There are more than the limit, or a file cannot be read any more.</exception>
    /// <exception cref="DicomException">A value cannot be read.</exception>
    public static IReadOnlyList<IdentityRecord> FindRecords(IReadOnlyList<DicomInstance> instances)
    {
        var finder = new DicomIdentity(instances[0]);
        for (var index = 0; index < instances.Count; index++)
        {
            finder._instance = instances[index];
            finder._fileIndex = index;
            finder.FindInFile();
        }

        return finder._records;
    }

    private void FindInFile()
    {
        Add("file name", "file name", Path.GetFileNameWithoutExtension(_instance.Path), IdentityKind.FileName);
        if (_instance.Role is not (DicomRole.Level or DicomRole.Thumbnail))
        {
            var isLabel = _instance.Role == DicomRole.Label;
            Add(
                "(7FE0,0010)",
                isLabel ? "label image" : _instance.Role == DicomRole.Overview ? "macro image" : "unknown image",
                null,
                isLabel ? IdentityKind.LabelImage : IdentityKind.MacroImage);
        }

        using (var file = SlideFile.Open(_instance.Path))
        {
            var head = new byte[Math.Min(file.Length, DicomFormatLimits.MaxMetaBytes)];
            file.ReadExactly(0, head);
            foreach (var record in DicomFileHeader.FindRecords(head, _fileIndex))
            {
                Add(record);
            }
        }

        FindInDataset(_instance.Dataset, string.Empty, parent: null);
    }

    private void FindInDataset(DicomDataset dataset, string path, DicomTag? parent)
    {
        if (DicomHarmless.IsKnownCode(dataset, parent))
        {
            return;
        }

        foreach (var item in dataset)
        {
            var place = path + item.Tag;
            if (item is DicomSequence sequence)
            {
                for (var index = 0; index < sequence.Items.Count; index++)
                {
                    var number = (index + 1).ToString(CultureInfo.InvariantCulture);
                    FindInDataset(sequence.Items[index], $"{place}[{number}].", item.Tag);
                }
            }
            else if (item is DicomElement { Count: > 0 } element)
            {
                FindInElement(element, place);
            }
        }
    }

    private void FindInElement(DicomElement element, string place)
    {
        if (element.Tag == DicomTag.ICCProfile && element is DicomBytesElement { Source.Length: <= DicomFormatLimits.MaxIccBytes } profile)
        {
            foreach (var record in IccIdentity.FindRecords(profile.ToArray(), $"{place} ICCProfile", position: 0))
            {
                // The places inside of the profile are those of its bytes, not of the file.
                Add(record with { FileIndex = _fileIndex, Range = null });
            }
        }
        else if (!DicomHarmless.IsHarmless(element))
        {
            var text = DicomIdentityText.FromElement(element);
            if (text.Length > 0)
            {
                Add(place, DicomDictionary.Default.GetKeyword(element.Tag), text, DicomIdentityKinds.Of(element));
            }
        }
    }

    private void Add(string location, string name, string? value, IdentityKind kind) => Add(new IdentityRecord
    {
        FileIndex = _fileIndex,
        Location = location,
        Name = name,
        Value = value,
        Kind = kind,
    });

    private void Add(IdentityRecord record)
    {
        if (_records.Count == DicomFormatLimits.MaxIdentityRecords)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the data sets hold more than {DicomFormatLimits.MaxIdentityRecords} values that may identify, the limit",
                _instance.Path);
        }

        _records.Add(record);
    }
}
