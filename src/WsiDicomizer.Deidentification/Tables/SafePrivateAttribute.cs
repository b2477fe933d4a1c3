using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tables;

/// <summary>A private attribute that is known to hold nothing that identifies.</summary>
/// <param name="Tag">The attribute with its block digits masked: <c>(7053,xx00)</c>.</param>
/// <param name="PrivateCreator">The private creator.</param>
/// <param name="ValueRepresentations">Its VRs; empty where the table has none.</param>
/// <remarks>Source: PS3.15 Table E.3.10-1.</remarks>
public sealed record SafePrivateAttribute(
    DicomMaskedTag Tag, string PrivateCreator, IReadOnlyList<DicomVR> ValueRepresentations)
{
    private static readonly Lazy<IReadOnlyList<SafePrivateAttribute>> Table = new(() =>
        [.. TableFile.Read("e3-10-1.tsv").Rows.Select(row => new SafePrivateAttribute(
            DicomMaskedTag.Parse(row[0]), row[1], row[2].Length == 0 ? [] : [.. row[2].Split('/').Select(DicomVR.Parse)]))]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SafePrivateAttribute> All => Table.Value;
}
