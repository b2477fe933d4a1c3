namespace WsiDicomizer.Deidentification.Crosswalks;

/// <summary>One original and what stands for it in the output.</summary>
/// <param name="Category">What sort of thing it is.</param>
/// <param name="Kind">The attribute's keyword, or one of <see cref="CrosswalkKinds"/>.</param>
/// <param name="Original">The original, without the padding at its end. Identity: it goes into crosswalks and nowhere else.</param>
/// <param name="Replacement">What stands for it.</param>
public readonly record struct CrosswalkEntry(CrosswalkCategory Category, string Kind, string Original, string Replacement);
