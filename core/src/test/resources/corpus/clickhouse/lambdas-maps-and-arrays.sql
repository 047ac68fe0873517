⟦QUERY|select arrayMap(x -> x + 1, [1, 2]), {'a;': 1}, m['b;'] from t⟧;
⟦QUERY|select {p:UInt8}, 1 ? 2 : 3⟧;
