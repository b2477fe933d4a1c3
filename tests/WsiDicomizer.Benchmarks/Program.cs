using WsiDicomizer.Benchmarks;

return BenchmarkOptions.TryParse(args, out var options) ? ConvertBenchmark.Run(options) : 2;
