using System.Globalization;
using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Statements;

/// <summary>What stands in the output in the place of an attribute, in words.</summary>
internal static class StatementResult
{
    /// <summary>Describes the outcome of a rule.</summary>
    /// <param name="rule">The rule.</param>
    public static string Of(AttributeRule rule)
    {
        // Command, file meta and directory elements have no place in a data set, whatever the table says of them.
        if (rule.PrivateCreator is null && rule.Tag.Value >> 16 is 0x0000 or 0x0002 or 0x0004)
        {
            return "removed with its group; file meta information is made anew";
        }

        var vrs = Representations(rule);
        return rule.Action switch
        {
            DeidentificationAction.X => "removed",
            DeidentificationAction.Z => rule.MayBeEmpty ? "empty" : Dummy(rule, vrs),
            DeidentificationAction.D => rule.Pseudonym is { } pattern
                ? $"keyed pseudonym {pattern}{(rule.MayBeEmpty ? ", empty where it was empty" : string.Empty)}"
                : Dummy(rule, vrs),
            DeidentificationAction.U => vrs.Contains(DicomVR.SQ) ? "items stay, UIDs in them mapped" : "keyed UID",
            DeidentificationAction.C => Clean(rule, vrs),
            _ => vrs.Contains(DicomVR.SQ) ? "items stay, cleaned inside"
                : rule.MaximumAge is { } years ? string.Create(CultureInfo.InvariantCulture, $"kept; above {years} years becomes {years:D3}Y")
                : "kept",
        };
    }

    private static IReadOnlyList<DicomVR> Representations(AttributeRule rule) =>
        rule.PrivateCreator is not null ? rule.PrivateRepresentations
        : DicomDictionary.Default.TryGetEntry(DicomTag.FromValue(rule.Tag.Value), out var entry) ? entry.ValueRepresentations
        : [];

    private static string Dummy(AttributeRule rule, IReadOnlyList<DicomVR> vrs)
    {
        if (vrs is not [var vr, ..])
        {
            return "dummy value of its VR";
        }

        if (vr == DicomVR.SQ)
        {
            return "one item without originals";
        }

        return DummyValues.Create(DicomTag.FromValue(rule.Tag.Value), vr, "2.25.0") switch
        {
            DicomUniqueIdentifier => "keyed UID",
            DicomStringElement text => $"dummy '{text.Values[0]}'",
            DicomBytesElement => "dummy bytes of zero",
            _ => "dummy 0",
        };
    }

    private static string Clean(AttributeRule rule, IReadOnlyList<DicomVR> vrs)
    {
        if (rule.KeepMatching is { } pattern)
        {
            return $"only what matches {pattern}";
        }

        return vrs.Count == 0 ? "cleaned"
            : vrs.Contains(DicomVR.SQ) ? "items stay, cleaned inside"
            : vrs[0].Code switch
            {
                "DA" or "TM" or "DT" => "modified date or time",
                "AE" => "keyed pseudonym",
                "OB" or "OW" or "UN" when rule.Tag.Value == DicomTag.ICCProfile.Value => "rebuilt from what defines colour",
                "OB" or "OW" or "UN" or "US" or "SS" or "UL" or "FD" => "cleaned",
                _ => "text without what could identify",
            };
    }
}
