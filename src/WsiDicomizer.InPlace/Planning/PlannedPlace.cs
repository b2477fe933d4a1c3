using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Planning;

/// <summary>One place of identity, and what becomes of it. Never its value.</summary>
/// <param name="FileIndex">Which of the slide's files it is in, 0-based.</param>
/// <param name="Location">The place within the file, e.g. <c>page 0, tag 270 ImageDescription</c>.</param>
/// <param name="Kind">What kind of identity it is.</param>
/// <param name="Action">What becomes of it.</param>
/// <remarks>The vendor's key is not told where it is one that no rule knows: what stands for a key may be anything.</remarks>
public sealed record PlannedPlace(int FileIndex, string Location, IdentityKind Kind, PlaceAction Action);
