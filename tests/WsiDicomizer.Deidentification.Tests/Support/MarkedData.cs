using System.Globalization;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Support;

/// <summary>Data sets in which every value of an attribute with a row is marked, so that no original goes unnoticed.</summary>
internal static class MarkedData
{
    public const string Word = "MARKED";
    public const string Date = "20231107";
    public const string Time = "112233";
    public const string Number = "98765";
    public const string UidRoot = "1.2.3.98765.";
    public const string Descriptor = "Skin biopsy of MARKED, 20231107";

    public static DicomUID WholeSlide => DicomUID.VLWholeSlideMicroscopyImageStorage;

    /// <summary>The attributes of all rows; of repeating groups two, of private ones a block.</summary>
    public static IEnumerable<DicomTag> Tags(ConfidentialityRow row)
    {
        if (row.IsPrivate)
        {
            return [new DicomTag(0x0009, 0x1001), new DicomTag(0x0009, 0x1002)];
        }

        if (row.Tag.Mask == uint.MaxValue)
        {
            return [DicomTag.FromValue(row.Tag.Value)];
        }

        var element = row.Keyword.Length == 0 ? 0x3000u : row.Tag.Value & 0xFFFF;
        var group = row.Tag.Value & 0xFF00_0000;
        return [DicomTag.FromValue(group | element), DicomTag.FromValue(group | 0x001E_0000 | element)];
    }

    public static DicomVR VrOf(ConfidentialityRow row) =>
        row.ValueRepresentations.Count > 0 ? row.ValueRepresentations[0] : row.IsPrivate ? DicomVR.LO : DicomVR.OW;

    /// <summary>A data set with every row of the table, at the top and nested three deep, and with attributes that stay.</summary>
    public static DicomDataset Create(DicomUID? sopClass = null)
    {
        var deepest = Level();
        var inner = Level().AddOrUpdate(new DicomSequence(DicomTag.PrimaryAnatomicStructureSequence, deepest));
        var middle = Level().AddOrUpdate(new DicomSequence(DicomTag.AnatomicRegionSequence, inner));
        return Level()
            .AddOrUpdate(new DicomSequence(DicomTag.SpecimenDescriptionSequence, middle, middle.Clone()))
            .AddOrUpdate(DicomTag.SOPClassUID, sopClass ?? WholeSlide)
            .AddOrUpdate(DicomTag.Modality, "SM")
            .AddOrUpdate(DicomTag.Rows, (ushort)240);
    }

    /// <summary>The data sets along the path to the deepest.</summary>
    public static IEnumerable<DicomDataset> Levels(DicomDataset dataset)
    {
        var middle = dataset.GetSequence(DicomTag.SpecimenDescriptionSequence).Items[0];
        var inner = middle.GetSequence(DicomTag.AnatomicRegionSequence).Items[0];
        return [dataset, middle, inner, inner.GetSequence(DicomTag.PrimaryAnatomicStructureSequence).Items[0]];
    }

    public static DicomItem Item(DicomTag tag, DicomVR vr, bool isDescriptor) => vr.Code switch
    {
        "SQ" => new DicomSequence(tag, SequenceItem(), SequenceItem()),
        "DA" => new DicomDate(tag, Date),
        "TM" => new DicomTime(tag, Time),
        "DT" => new DicomDateTime(tag, Date + Time),
        "UI" => new DicomUniqueIdentifier(tag, UidOf(tag)),
        "AS" => new DicomAgeString(tag, "077Y"),
        "DS" => new DicomDecimalString(tag, Number),
        "IS" => new DicomIntegerString(tag, Number),
        "US" => new DicomUnsignedShort(tag, 4711),
        "OB" or "OW" or "UN" => DicomItemFactory.Create(tag, vr, "MARKED!!"u8.ToArray()),
        "CS" => new DicomCodeString(tag, Word),
        "UR" => new DicomUniversalResource(tag, "https://marked.example/MARKED"),
        "PN" => new DicomPersonName(tag, "MARKED^Given"),
        _ => DicomItemFactory.CreateText(tag, vr, isDescriptor ? (vr == DicomVR.SH ? "Skin MARKED" : Descriptor) : Word + " 1"),
    };

    public static string UidOf(DicomTag tag) => UidRoot + tag.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Every text, number and byte of a data set, at every depth, with the path before it.</summary>
    public static IEnumerable<(string Path, string Text)> Dump(DicomDataset dataset, string path = "")
    {
        foreach (var item in dataset)
        {
            if (item is DicomSequence sequence)
            {
                foreach (var line in sequence.Items.SelectMany(nested => Dump(nested, $"{path}{item.Tag}.")))
                {
                    yield return line;
                }
            }
            else if (item is DicomBytesElement bytes)
            {
                yield return (path + item.Tag, System.Text.Encoding.Latin1.GetString(bytes.ToArray()));
            }
            else if (item is DicomElement element)
            {
                foreach (var value in element.GetAll<string>())
                {
                    yield return (path + item.Tag, value);
                }
            }
        }
    }

    public static bool IsMarked(string text) =>
        text.Contains(Word, StringComparison.OrdinalIgnoreCase)
        || text.Contains(Date, StringComparison.Ordinal)
        || text.Contains(Time, StringComparison.Ordinal)
        || text.Contains(Number, StringComparison.Ordinal)
        || text is "4711" or "077Y";

    private static DicomDataset Level()
    {
        var dataset = new DicomDataset { new DicomLongString(new DicomTag(0x0009, 0x0010), "MARKED CREATOR") };
        foreach (var row in ConfidentialityTable.Default.Rows)
        {
            foreach (var tag in Tags(row))
            {
                dataset.AddOrUpdate(Item(
                    tag,
                    VrOf(row),
                    row[DeidentificationOption.CleanDescriptors] == TableAction.C
                        || row[DeidentificationOption.RetainPatientCharacteristics] == TableAction.C));
            }
        }

        return dataset;
    }

    private static DicomDataset SequenceItem() => new()
    {
        new DicomUniqueIdentifier(DicomTag.ReferencedSOPClassUID, WholeSlide.UID),
        new DicomUniqueIdentifier(DicomTag.ReferencedSOPInstanceUID, UidRoot + "7"),
        new DicomPersonName(DicomTag.PatientName, "MARKED^Given"),
        new DicomLongString(DicomTag.InstitutionName, "MARKED 1"),
        new DicomLongString(DicomTag.StudyDescription, Descriptor),
        new DicomDate(DicomTag.StudyDate, Date),
        new DicomLongString(new DicomTag(0x0009, 0x0010), "MARKED CREATOR"),
        new DicomLongString(new DicomTag(0x0009, 0x1001), Word),
        new DicomSequence(DicomTag.ConceptNameCodeSequence, new DicomDataset
        {
            new DicomShortString(DicomTag.CodeValue, "MARKED"),
            new DicomShortString(DicomTag.CodingSchemeDesignator, "99LOCAL"),
            new DicomLongString(DicomTag.CodeMeaning, "MARKED meaning"),
        }),
    };
}
