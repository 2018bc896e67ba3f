export { type DenialCategory, denialCategories } from './denial-category.ts';
export { type DeniedAmount, denialAdvice, denialCategoryOf, isUnprocessable } from './denial-category-of.ts';
export { type DenialRoute, denialRoutes } from './denial-routes.ts';
