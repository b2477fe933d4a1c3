using WsiDicomizer.Verification.Tests.Support;

namespace WsiDicomizer.Verification.Tests.Conformance.Planted;

/// <summary>One fault in a clean slide.</summary>
/// <param name="Rule">The rule that has to find it.</param>
/// <param name="File">Where.</param>
/// <param name="Place">Where in the file.</param>
/// <param name="Plant">Plants it.</param>
internal sealed record PlantedFault(string Rule, string File, string Place, Action<CleanSlide> Plant)
{
    /// <summary>A fault in the full level.</summary>
    public PlantedFault(string rule, string place, Action<CleanSlide> plant)
        : this(rule, "volume-0.dcm", place, plant)
    {
    }

    public override string ToString() => $"{Rule} {Place}";
}
