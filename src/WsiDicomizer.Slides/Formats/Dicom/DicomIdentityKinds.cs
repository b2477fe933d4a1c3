using WsiDicomizer.Dicom;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>What kind of identity an attribute holds.</summary>
internal static class DicomIdentityKinds
{
    /// <summary>The kind.</summary>
    /// <param name="element">An element that is not known to be harmless.</param>
    public static IdentityKind Of(DicomElement element)
    {
        var tag = element.Tag;
        if (tag.IsPrivate || !DicomDictionary.Default.TryGetEntry(tag, out var entry))
        {
            return IdentityKind.UnknownKey;
        }

        if (tag == DicomTag.BarcodeValue)
        {
            return IdentityKind.Barcode;
        }

        if (tag == DicomTag.TimezoneOffsetFromUTC)
        {
            return IdentityKind.TimeZone;
        }

        if (entry.Keyword.Contains("Serial", StringComparison.Ordinal))
        {
            return IdentityKind.Serial;
        }

        return element.ValueRepresentation.Code switch
        {
            "PN" => IdentityKind.Person,
            "DA" or "DT" => IdentityKind.Date,
            "TM" => IdentityKind.Time,
            "UI" or "AE" => IdentityKind.Identifier,
            "LO" or "SH" or "UC" => IsIdentifier(entry.Keyword) ? IdentityKind.Identifier : IdentityKind.Text,
            "ST" or "LT" or "UT" or "UR" or "CS" or "AS" => IdentityKind.Text,
            "IS" or "DS" => IdentityKind.Identifier,
            _ => IdentityKind.UnknownKey,
        };
    }

    private static bool IsIdentifier(string keyword) =>
        keyword.EndsWith("ID", StringComparison.Ordinal)
        || keyword.EndsWith("Number", StringComparison.Ordinal)
        || keyword.EndsWith("Identifier", StringComparison.Ordinal)
        || keyword.EndsWith("CodeValue", StringComparison.Ordinal);
}
