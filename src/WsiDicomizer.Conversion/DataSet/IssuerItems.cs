using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>Issuers of identifiers: the HL7v2 Hierarchic Designator macro (PS3.3 10.14).</summary>
internal static class IssuerItems
{
    /// <summary>The sequence of an issuer, without an item where none is known.</summary>
    /// <param name="tag">The sequence.</param>
    /// <param name="issuer">The issuer.</param>
    public static DicomSequence ToSequence(DicomTag tag, IdentifierIssuer? issuer) =>
        issuer is null ? new DicomSequence(tag) : new DicomSequence(tag, ToItem(issuer));

    /// <summary>Adds what issued a PatientID: the local name, and the universal one with its type (PS3.3 10.15).</summary>
    /// <param name="dataset">The data set, or an item of OtherPatientIDsSequence.</param>
    /// <param name="issuer">The issuer.</param>
    public static void AddPatientIssuer(DicomDataset dataset, IdentifierIssuer? issuer)
    {
        if (issuer?.Local is { } local)
        {
            dataset.Add(DicomTag.IssuerOfPatientID, local);
        }

        if (issuer?.Universal is { } universal)
        {
            dataset.Add(DicomTag.IssuerOfPatientIDQualifiersSequence, new DicomDataset
            {
                { DicomTag.UniversalEntityID, universal },
                { DicomTag.UniversalEntityIDType, issuer.UniversalType! },
            });
        }
    }

    private static DicomDataset ToItem(IdentifierIssuer issuer)
    {
        var item = new DicomDataset();
        if (issuer.Local is { } local)
        {
            item.Add(DicomTag.LocalNamespaceEntityID, local);
        }

        if (issuer.Universal is { } universal)
        {
            item.Add(DicomTag.UniversalEntityID, universal);
            item.Add(DicomTag.UniversalEntityIDType, issuer.UniversalType!);
        }

        return item;
    }
}
