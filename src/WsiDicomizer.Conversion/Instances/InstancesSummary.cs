using WsiDicomizer.Deidentification.Reports;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>What a run did.</summary>
/// <param name="Results">What became of each input, in the order of the inputs.</param>
/// <param name="Actions">What was done to attributes; null where no instance was de-identified.</param>
/// <param name="SharedSOPInstanceUIDs">How many SOP Instance UIDs stand for several instances of the output.</param>
public sealed record InstancesSummary(
    IReadOnlyList<InstanceResult> Results, DeidentificationReport? Actions, int SharedSOPInstanceUIDs);
