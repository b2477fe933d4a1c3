using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides;

/// <summary>A synthetic slide that was written.</summary>
/// <param name="Path">The slide, or the file of it that is opened.</param>
/// <param name="AnswerKeyPath">Its answer key, beside it.</param>
/// <param name="AnswerKey">What the answer key says.</param>
public sealed record WrittenSlide(string Path, string AnswerKeyPath, AnswerKey AnswerKey);
