using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance.Attributes;

/// <summary>When an attribute of type 1C or 2C is required.</summary>
/// <param name="Description">The condition in words, as a finding tells it.</param>
/// <param name="IsRequired">Evaluates it for an instance and the data set or item that the attribute belongs to.</param>
/// <param name="MayBePresentOtherwise">Whether it may be there where it is not required.</param>
internal sealed record PresenceCondition(
    string Description, Func<Instance, DicomDataset, bool> IsRequired, bool MayBePresentOtherwise);
